//! A walk through a jsonb value, one token after the other: how large the value is, and its text.
#![allow(unsafe_code, reason = "jsonb's binary form is only reachable through C")]

use std::ffi::CStr;
use std::fmt;

use dragonfly_domain::size::Size;
use pgrx::pg_sys;

use super::RawJsonb;

/// Digits in one element of a numeric's array.
const GROUP: usize = 4;

/// A piece of a jsonb value.
pub enum Token<'a> {
    /// A bracket opens; nothing to show for a bare scalar.
    Begin(&'static str),
    /// It closes.
    End(&'static str),
    /// A key of an object.
    Key(&'a [u8]),
    /// A string.
    Text(&'a [u8]),
    /// A number.
    Number(Number),
    /// A boolean.
    Boolean(bool),
    /// null
    Null,
}

/// A number inside a jsonb value.
#[derive(Clone, Copy)]
pub struct Number(pg_sys::Numeric);

/// The walk; it looks for interrupts at every token.
pub struct Tokens {
    iterator: *mut pg_sys::JsonbIterator,
    value: pg_sys::JsonbValue,
    is_scalar: bool,
}

impl Tokens {
    pub(super) fn of(value: RawJsonb) -> Self {
        // SAFETY: the value is detoasted and outlives the walk.
        let iterator = unsafe { pg_sys::JsonbIteratorInit(&raw mut (*value.0).root) };
        Self { iterator, value: pg_sys::JsonbValue::default(), is_scalar: false }
    }

    /// The next token; `None` behind the last.
    pub fn next(&mut self) -> Option<Token<'_>> {
        use pg_sys::JsonbIteratorToken as token;
        pgrx::check_for_interrupts!();
        // SAFETY: the iterator was made from a container that is still there.
        let found = unsafe {
            pg_sys::JsonbIteratorNext(&raw mut self.iterator, &raw mut self.value, false)
        };
        Some(match found {
            token::WJB_BEGIN_ARRAY => {
                // SAFETY: at the beginning of an array the union holds an array.
                self.is_scalar = unsafe { self.value.val.array.rawScalar };
                Token::Begin(if self.is_scalar { "" } else { "[" })
            }
            token::WJB_END_ARRAY => Token::End(if self.is_scalar { "" } else { "]" }),
            token::WJB_BEGIN_OBJECT => Token::Begin("{"),
            token::WJB_END_OBJECT => Token::End("}"),
            // SAFETY: a key is a string.
            token::WJB_KEY => Token::Key(unsafe { bytes(&self.value) }),
            token::WJB_ELEM | token::WJB_VALUE => self.scalar(),
            _ => return None,
        })
    }

    fn scalar(&self) -> Token<'_> {
        use pg_sys::jbvType as kind;
        // SAFETY: the union's member is the one its type names.
        unsafe {
            match self.value.type_ {
                kind::jbvString => Token::Text(bytes(&self.value)),
                kind::jbvNumeric => Token::Number(Number(self.value.val.numeric)),
                kind::jbvBool => Token::Boolean(self.value.val.boolean),
                _ => Token::Null,
            }
        }
    }
}

/// # Safety
/// The value is a string of a container that is still there.
unsafe fn bytes(value: &pg_sys::JsonbValue) -> &[u8] {
    // SAFETY: as above.
    unsafe {
        let length = usize::try_from(value.val.string.len).unwrap_or_default();
        std::slice::from_raw_parts(value.val.string.val.cast(), length)
    }
}

impl Number {
    /// # Safety
    /// `numeric` is the numeric of a jsonb value that is still there.
    pub(super) unsafe fn of(numeric: pg_sys::Numeric) -> Self {
        Self(numeric)
    }

    /// How many digits it has, written out. Read from the numeric's header, so that a number of a hundred
    /// thousand digits costs as much as any other.
    pub fn digits(self) -> usize {
        const SPECIAL: u16 = 0xC000;
        const SHORT: u16 = 0x8000;
        let word = |place: usize| self.word(place);
        let header = word(0);
        let (weight, scale, first) = match header & SPECIAL {
            SPECIAL => return 0,
            SHORT => {
                let weight = i32::from(header & 0x3F) - i32::from(header & 0x40);
                (weight, (header & 0x1F80) >> 7, word(1))
            }
            _ => (i32::from(word(1).cast_signed()), header & 0x3FFF, word(2)),
        };
        let whole = match usize::try_from(weight) {
            Ok(weight) if first > 0 => weight * GROUP + first.ilog10() as usize + 1,
            _ => 1,
        };
        whole + usize::from(scale)
    }

    /// A word of the numeric behind its length; 0 behind its end.
    fn word(self, place: usize) -> u16 {
        // SAFETY: a numeric is a varlena; no word beyond its size is read.
        unsafe {
            let length = pgrx::varsize_any_exhdr(self.0.cast());
            if (place + 1) * size_of::<u16>() > length {
                return 0;
            }
            let start = pgrx::vardata_any(self.0.cast()).cast::<[u8; size_of::<u16>()]>();
            u16::from_ne_bytes(start.add(place).read())
        }
    }

    /// All of its digits.
    pub fn text(self) -> String {
        // SAFETY: numeric_out takes a numeric and returns a palloc'd C string.
        unsafe {
            let text = pgrx::direct_function_call::<&CStr>(
                pg_sys::numeric_out,
                &[Some(pg_sys::Datum::from(self.0))],
            );
            text.map(|text| text.to_string_lossy().into_owned()).unwrap_or_default()
        }
    }
}

impl RawJsonb {
    /// How large the value is; of its text the largest that it can be.
    pub fn size(self) -> Size {
        /// A separator behind a value, or behind a key.
        const SEPARATOR: usize = ", ".len();
        /// Sign and decimal point.
        const MARKS: usize = "-.".len();
        let mut size = Size { jsonb: self.bytes(), ..Size::default() };
        let mut tokens = Tokens::of(self);
        while let Some(token) = tokens.next() {
            size.text += SEPARATOR
                + match token {
                    Token::Begin(bracket) | Token::End(bracket) => bracket.len(),
                    Token::Key(text) | Token::Text(text) => written(text),
                    Token::Number(number) => {
                        let digits = number.digits();
                        size.digits = size.digits.max(digits);
                        digits + MARKS
                    }
                    Token::Boolean(_) | Token::Null => "false".len(),
                };
        }
        size
    }
}

/// Bytes that a string takes in JSON.
fn written(text: &[u8]) -> usize {
    let escape = |byte: &u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 8 | 12 => 2,
        0..32 => 6,
        _ => 1,
    };
    text.iter().map(escape).sum::<usize>() + 2
}

/// As Postgres writes it. Stops as soon as the writer has had enough.
impl fmt::Display for RawJsonb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut tokens, mut separator) = (Tokens::of(*self), "");
        while let Some(token) = tokens.next() {
            if !matches!(token, Token::End(_)) {
                f.write_str(separator)?;
            }
            separator = ", ";
            match token {
                Token::Begin(bracket) => {
                    separator = "";
                    f.write_str(bracket)?;
                }
                Token::End(bracket) => f.write_str(bracket)?,
                Token::Key(key) => {
                    separator = ": ";
                    quote(f, key)?;
                }
                Token::Text(text) => quote(f, text)?,
                Token::Number(number) => f.write_str(&number.text())?,
                Token::Boolean(value) => write!(f, "{value}")?,
                Token::Null => f.write_str("null")?,
            }
        }
        Ok(())
    }
}

fn quote(f: &mut fmt::Formatter<'_>, text: &[u8]) -> fmt::Result {
    f.write_str("\"")?;
    for part in text.split_inclusive(|byte| matches!(byte, 0..32 | b'"' | b'\\')) {
        let (plain, escaped) = match part.split_last() {
            Some((last @ (0..32 | b'"' | b'\\'), plain)) => (plain, Some(*last)),
            _ => (part, None),
        };
        f.write_str(&String::from_utf8_lossy(plain))?;
        match escaped {
            None => {}
            Some(8) => f.write_str("\\b")?,
            Some(12) => f.write_str("\\f")?,
            Some(b'\n') => f.write_str("\\n")?,
            Some(b'\r') => f.write_str("\\r")?,
            Some(b'\t') => f.write_str("\\t")?,
            Some(mark @ (b'"' | b'\\')) => write!(f, "\\{}", char::from(mark))?,
            Some(control) => write!(f, "\\u{control:04x}")?,
        }
    }
    f.write_str("\"")
}
