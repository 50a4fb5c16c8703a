//! Objects that we put together ourselves around values that are there: each value is copied once, as a
//! whole. `jsonb_build_object` copies element by element, which takes seconds for a large message.
#![allow(unsafe_code, reason = "jsonb's binary form is only reachable through C")]

use pgrx::{pg_sys, varlena};

use super::{IS_OBJECT, IS_SCALAR, RawJsonb};

/// From Postgres's jsonb.h: the type of an entry, and that an entry holds an offset, which every 32nd does.
const IS_STRING: u32 = 0;
const IS_NUMERIC: u32 = 0x1000_0000;
const IS_NULL: u32 = 0x4000_0000;
const IS_CONTAINER: u32 = 0x5000_0000;
const TYPE_MASK: u32 = 0x7000_0000;
const LENGTH_MASK: u32 = 0x0FFF_FFFF;
const HAS_OFFSET: u32 = 0x8000_0000;
const OFFSET_STRIDE: usize = 32;
const WORD: usize = size_of::<u32>();

/// The value of a field.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// A string.
    Text(&'a str),
    /// A whole number.
    Number(i64),
    /// Any value.
    Value(RawJsonb),
    /// null
    Null,
}

/// A value as it stands in its container: its entry without the length, and its bytes.
struct Piece<'a> {
    kind: u32,
    bytes: &'a [u8],
}

impl Piece<'_> {
    /// Containers and numbers begin at a multiple of four.
    fn padding(&self, length: usize) -> usize {
        if self.kind == IS_CONTAINER || self.kind == IS_NUMERIC {
            length.next_multiple_of(WORD) - length
        } else {
            0
        }
    }
}

impl RawJsonb {
    /// An object of these fields, whose names differ; `None` when it would be larger than jsonb can be.
    pub fn object<const N: usize>(mut fields: [(&str, Part<'_>); N]) -> Option<Self> {
        // Postgres looks keys up by their length first.
        fields.sort_unstable_by_key(|(key, _)| (key.len(), *key));
        let mut pieces: Vec<Piece<'_>> = Vec::with_capacity(2 * N);
        pieces
            .extend(fields.iter().map(|(key, _)| Piece { kind: IS_STRING, bytes: key.as_bytes() }));
        for (_, part) in &fields {
            // SAFETY: what the pieces point to outlives this call.
            pieces.push(unsafe { piece(*part) });
        }
        let header = IS_OBJECT | u32::try_from(N).ok()?;
        assemble(header, &pieces)
    }

    /// Gives its memory back. Nothing else may point to it.
    pub fn free(self) {
        // SAFETY: the value was palloc'd as one piece, by SPI or by ourselves.
        unsafe { pg_sys::pfree(self.0.cast()) }
    }

    /// The container: everything behind the length.
    unsafe fn root<'a>(self) -> &'a [u8] {
        // SAFETY: the value is a detoasted varlena; the caller keeps it.
        unsafe {
            let length = pgrx::varsize_any_exhdr(self.0.cast());
            std::slice::from_raw_parts(pgrx::vardata_any(self.0.cast()).cast(), length)
        }
    }
}

/// # Safety
/// The piece must not outlive the part's value.
unsafe fn piece(part: Part<'_>) -> Piece<'_> {
    match part {
        Part::Text(text) => Piece { kind: IS_STRING, bytes: text.as_bytes() },
        Part::Number(number) => {
            // SAFETY: int8_numeric returns a palloc'd numeric.
            let bytes = unsafe {
                let numeric = pgrx::direct_function_call::<pg_sys::Datum>(
                    pg_sys::int8_numeric,
                    &[Some(pg_sys::Datum::from(number))],
                );
                let numeric = numeric.unwrap_or(pg_sys::Datum::null());
                let start: *const u8 = numeric.cast_mut_ptr();
                std::slice::from_raw_parts(start, pgrx::varsize_any(start.cast()))
            };
            Piece { kind: IS_NUMERIC, bytes }
        }
        Part::Null => Piece { kind: IS_NULL, bytes: &[] },
        // SAFETY: as for this function.
        Part::Value(value) => unsafe { embedded(value) },
    }
}

/// A bare scalar is stored as an array of one; inside an object it is the element alone.
unsafe fn embedded<'a>(value: RawJsonb) -> Piece<'a> {
    // SAFETY: as for `piece`.
    let root = unsafe { value.root() };
    if value.header() & IS_SCALAR == 0 {
        return Piece { kind: IS_CONTAINER, bytes: root };
    }
    let entry = root.get(WORD..2 * WORD).and_then(|bytes| bytes.try_into().ok());
    let entry = u32::from_ne_bytes(entry.unwrap_or_default());
    let length = (entry & LENGTH_MASK) as usize;
    let bytes = root.get(2 * WORD..2 * WORD + length).unwrap_or_default();
    Piece { kind: entry & TYPE_MASK, bytes }
}

fn assemble(header: u32, pieces: &[Piece<'_>]) -> Option<RawJsonb> {
    let (mut entries, mut length) = (Vec::with_capacity(pieces.len()), 0);
    for (place, piece) in pieces.iter().enumerate() {
        let own = piece.padding(length) + piece.bytes.len();
        length += own;
        let (flag, measure) =
            if place % OFFSET_STRIDE == 0 { (HAS_OFFSET, length) } else { (0, own) };
        entries.push(piece.kind | flag | u32::try_from(measure).ok()?);
    }
    if length > LENGTH_MASK as usize {
        return None;
    }
    let total = pg_sys::VARHDRSZ + WORD + WORD * entries.len() + length;
    // SAFETY: `total` bytes are allocated, zeroed and written from the front; the size fits a varlena.
    unsafe {
        let value = pg_sys::palloc0(total).cast::<u8>();
        varlena::set_varsize_4b(value.cast(), i32::try_from(total).ok()?);
        let rest =
            std::slice::from_raw_parts_mut(value.add(pg_sys::VARHDRSZ), total - pg_sys::VARHDRSZ);
        write(rest, header, &entries, pieces);
        Some(RawJsonb(value.cast()))
    }
}

/// Fills a container that is zero and as large as it must be.
fn write(mut rest: &mut [u8], header: u32, entries: &[u32], pieces: &[Piece<'_>]) {
    for word in std::iter::once(&header).chain(entries) {
        rest = put(rest, &word.to_ne_bytes());
    }
    let mut length = 0;
    for piece in pieces {
        let padding = piece.padding(length);
        rest = rest.get_mut(padding..).unwrap_or_default();
        rest = put(rest, piece.bytes);
        length += padding + piece.bytes.len();
    }
}

/// Writes to the front; what is left behind it.
fn put<'a>(rest: &'a mut [u8], bytes: &[u8]) -> &'a mut [u8] {
    let (front, rest) = rest.split_at_mut(bytes.len().min(rest.len()));
    front.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    rest
}
