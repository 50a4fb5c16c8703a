//! Raw jsonb: payloads pass through as datums, single fields are read by Postgres's own functions.
//!
//! pgrx's `JsonB` goes through text both ways, which is slow and loses digits.
#![allow(unsafe_code, reason = "jsonb's binary form is only reachable through C")]

mod object;
mod tokens;

use std::ffi::CString;

use dragonfly_domain::field::Field;
use dragonfly_domain::json::Json;
use dragonfly_domain::size::MAX_DIGITS;
use pgrx::callconv::{Arg, ArgAbi, BoxRet, FcInfo};
use pgrx::datum::{Datum, FromDatum, IntoDatum};
use pgrx::memcxt::PgMemoryContexts;
use pgrx::pg_sys;
use pgrx::pgrx_sql_entity_graph::metadata::{
    ArgumentError, ReturnsError, ReturnsRef, SqlMappingRef, SqlTranslatable, TypeOrigin,
};

use crate::element::Element;

pub use object::Part;
use tokens::Number;

const IS_OBJECT: u32 = 0x2000_0000;
const IS_SCALAR: u32 = 0x1000_0000;
const IS_ARRAY: u32 = 0x4000_0000;

/// A detoasted jsonb value; it lives as long as the memory context in which it was made: that of the
/// SQL function's call for arguments, the transaction's for what SPI returns (see `move_here`).
#[derive(Clone, Copy)]
pub struct RawJsonb(*mut pg_sys::Jsonb);

impl RawJsonb {
    /// Moves a value that SPI left behind for the whole transaction into the current context.
    pub fn move_here(self) -> Self {
        // SAFETY: the value was palloc'd as one piece and nobody else has a pointer to it.
        unsafe {
            let copy = pg_sys::pg_detoast_datum_copy(self.0.cast());
            pg_sys::pfree(self.0.cast());
            Self(copy.cast())
        }
    }

    /// A value that we made ourselves; `None` would be a defect of ours.
    pub fn of(value: &Json) -> Option<Self> {
        let text = CString::new(value.to_string()).ok()?;
        // SAFETY: jsonb_in takes a NUL-terminated string and returns a palloc'd jsonb.
        unsafe {
            let datum = pg_sys::Datum::from(text.as_ptr());
            pgrx::direct_function_call::<Self>(pg_sys::jsonb_in, &[Some(datum)])
        }
    }

    /// It is an object.
    pub fn is_object(self) -> bool {
        self.header() & IS_OBJECT != 0
    }

    /// It is an array; a bare scalar is stored as one and does not count.
    pub fn is_array(self) -> bool {
        self.header() & IS_ARRAY != 0 && self.header() & IS_SCALAR == 0
    }

    /// The value of `key`; [`Element::Absent`] when there is none or this is no object.
    pub fn get(self, key: &str) -> Element {
        let mut found = pg_sys::JsonbValue::default();
        // SAFETY: what is found is a value of this container, which is still there.
        self.find(key, &mut found).map_or(Element::Absent, |value| unsafe { element(value) })
    }

    /// The value of `key` as it is, scalars too; none when there is no such key or it is null.
    pub fn value(self, key: &str) -> Option<Self> {
        let mut found = pg_sys::JsonbValue::default();
        let value = self.find(key, &mut found)?;
        if value.type_ == pg_sys::jbvType::jbvNull {
            return None;
        }
        // SAFETY: as in `get`; the value is copied into a jsonb of its own.
        Some(Self(unsafe { pg_sys::JsonbValueToJsonb(value) }))
    }

    /// Finds the value of `key` in an object and puts it into `found`.
    fn find<'a>(
        self,
        key: &str,
        found: &'a mut pg_sys::JsonbValue,
    ) -> Option<&'a mut pg_sys::JsonbValue> {
        if !self.is_object() {
            return None;
        }
        // SAFETY: the container is an object, key and result outlive the call; Postgres answers with a
        // null pointer or with the one that it was given.
        unsafe {
            pg_sys::getKeyJsonValueFromContainer(
                &raw mut (*self.0).root,
                key.as_ptr().cast(),
                i32::try_from(key.len()).unwrap_or(i32::MAX),
                &raw mut *found,
            )
            .as_mut()
        }
    }

    /// How many bytes it takes, detoasted.
    pub fn bytes(self) -> usize {
        // SAFETY: the pointer is to a detoasted varlena.
        unsafe { pgrx::varsize_any(self.0.cast()) }
    }

    /// How many elements an array has; an object counts its keys.
    pub fn len(self) -> usize {
        (self.header() & 0x0FFF_FFFF) as usize
    }

    /// The elements of an array, in order.
    pub fn elements(self) -> Vec<Element> {
        if !self.is_array() {
            return Vec::new();
        }
        let mut elements = Vec::with_capacity(self.len());
        let mut value = pg_sys::JsonbValue::default();
        // SAFETY: the iterator walks this container only; nested values are skipped, not entered.
        unsafe {
            let mut iterator = pg_sys::JsonbIteratorInit(&raw mut (*self.0).root);
            loop {
                pgrx::check_for_interrupts!();
                let token = pg_sys::JsonbIteratorNext(&raw mut iterator, &raw mut value, true);
                if token == pg_sys::JsonbIteratorToken::WJB_ELEM {
                    elements.push(element(&mut value));
                } else if token == pg_sys::JsonbIteratorToken::WJB_DONE {
                    return elements;
                }
            }
        }
    }

    /// The keys of an object with their values; none of anything else.
    pub fn entries(self) -> Vec<(String, Element)> {
        let mut entries = Vec::new();
        if !self.is_object() {
            return entries;
        }
        let mut value = pg_sys::JsonbValue::default();
        // SAFETY: as in `elements`; a key is a string and is followed by its value.
        unsafe {
            let mut iterator = pg_sys::JsonbIteratorInit(&raw mut (*self.0).root);
            let mut key = String::new();
            loop {
                pgrx::check_for_interrupts!();
                match pg_sys::JsonbIteratorNext(&raw mut iterator, &raw mut value, true) {
                    pg_sys::JsonbIteratorToken::WJB_KEY => {
                        if let Element::Text(text) = element(&mut value) {
                            key = text;
                        }
                    }
                    pg_sys::JsonbIteratorToken::WJB_VALUE => {
                        entries.push((std::mem::take(&mut key), element(&mut value)));
                    }
                    pg_sys::JsonbIteratorToken::WJB_DONE => return entries,
                    _ => {}
                }
            }
        }
    }

    /// The value itself, also when it is a bare scalar.
    pub fn element(self) -> Element {
        if self.header() & IS_SCALAR == 0 {
            return Element::Nested(self);
        }
        let mut value = pg_sys::JsonbValue::default();
        // SAFETY: the container is a scalar; the value outlives the call.
        unsafe {
            if pg_sys::JsonbExtractScalar(&raw mut (*self.0).root, &raw mut value) {
                element(&mut value)
            } else {
                Element::Null
            }
        }
    }

    /// The value as the rules see a payload argument.
    pub fn field(&self) -> Field<'_> {
        if self.is_object() {
            Field::Object(self)
        } else if self.is_null() {
            Field::Null
        } else {
            Field::Array(self)
        }
    }

    /// It is the JSON value null.
    pub fn is_null(self) -> bool {
        matches!(self.element(), Element::Null)
    }

    fn header(self) -> u32 {
        // SAFETY: the pointer is to a detoasted jsonb.
        unsafe { (*self.0).root.header }
    }
}

/// # Safety
/// `value` was filled by one of Postgres's jsonb functions from a container that is still there.
unsafe fn element(value: &mut pg_sys::JsonbValue) -> Element {
    use pg_sys::jbvType as kind;
    // SAFETY: the union's member is the one its type names.
    unsafe {
        match value.type_ {
            kind::jbvString => {
                let length = usize::try_from(value.val.string.len).unwrap_or_default();
                let bytes = std::slice::from_raw_parts(value.val.string.val.cast(), length);
                Element::Text(String::from_utf8_lossy(bytes).into_owned())
            }
            kind::jbvNumeric => number(value.val.numeric),
            kind::jbvBool => Element::Boolean(value.val.boolean),
            kind::jbvBinary => Element::Nested(RawJsonb(pg_sys::JsonbValueToJsonb(value))),
            _ => Element::Null,
        }
    }
}

/// A number that nobody would read is not written out.
unsafe fn number(numeric: pg_sys::Numeric) -> Element {
    // SAFETY: the caller has the numeric of a jsonb value.
    let number = unsafe { Number::of(numeric) };
    match number.digits() {
        digits if digits > MAX_DIGITS => Element::LongNumber(digits),
        _ => Element::Number(number.text()),
    }
}

impl FromDatum for RawJsonb {
    unsafe fn from_polymorphic_datum(
        datum: pg_sys::Datum,
        is_null: bool,
        _type_oid: pg_sys::Oid,
    ) -> Option<Self> {
        // SAFETY: the caller has a jsonb datum; detoasting copies only what is packed.
        (!is_null).then(|| unsafe { Self(pg_sys::pg_detoast_datum(datum.cast_mut_ptr()).cast()) })
    }

    unsafe fn from_datum_in_memory_context(
        mut memory_context: PgMemoryContexts,
        datum: pg_sys::Datum,
        is_null: bool,
        _type_oid: pg_sys::Oid,
    ) -> Option<Self> {
        if is_null {
            return None;
        }
        // SAFETY: the copy belongs to the given context, the datum may go with its own.
        unsafe {
            memory_context.switch_to(|_| {
                Some(Self(pg_sys::pg_detoast_datum_copy(datum.cast_mut_ptr()).cast()))
            })
        }
    }
}

impl IntoDatum for RawJsonb {
    fn into_datum(self) -> Option<pg_sys::Datum> {
        Some(pg_sys::Datum::from(self.0))
    }

    fn type_oid() -> pg_sys::Oid {
        pg_sys::JSONBOID
    }
}

// SAFETY: unboxing goes through FromDatum, which detoasts.
unsafe impl<'fcx> ArgAbi<'fcx> for RawJsonb {
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: pgrx calls this for arguments that are not NULL only.
        unsafe { arg.unbox_arg_using_from_datum().unwrap_or(Self(std::ptr::null_mut())) }
    }
}

// SAFETY: the datum is a pointer to a jsonb in the caller's context or a longer-lived one.
unsafe impl BoxRet for RawJsonb {
    unsafe fn box_into<'fcx>(self, fcinfo: &mut FcInfo<'fcx>) -> Datum<'fcx> {
        // SAFETY: as above.
        unsafe { fcinfo.return_raw_datum(pg_sys::Datum::from(self.0)) }
    }
}

// SAFETY: the SQL type is jsonb in both directions.
unsafe impl SqlTranslatable for RawJsonb {
    const TYPE_IDENT: &'static str = pgrx::pgrx_resolved_type!(RawJsonb);
    const TYPE_ORIGIN: TypeOrigin = TypeOrigin::External;
    const ARGUMENT_SQL: Result<SqlMappingRef, ArgumentError> = Ok(SqlMappingRef::literal("jsonb"));
    const RETURN_SQL: Result<ReturnsRef, ReturnsError> =
        Ok(ReturnsRef::One(SqlMappingRef::literal("jsonb")));
}
