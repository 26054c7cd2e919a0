//! The texts of a view that its templates may print only, and the shape of all the rest.

use std::fmt;
use std::ops::Range;

use serde::ser::{self, Serialize, Serializer};

use super::looks::Looks;

/// A view, taken apart.
pub(super) struct Leaves<'l> {
    looks: &'l Looks,
    /// Everything but the texts that are left open, so that it is different where anything is.
    shape: Vec<u8>,
    texts: String,
    ranges: Vec<Range<usize>>,
    /// Whether texts count where we are: below a field that is looked into.
    depth_looked_into: usize,
    /// Whether the value that comes counts if it is a text.
    is_measured: bool,
    /// The last key of a map.
    key: String,
    /// Whether the text that comes is a key.
    is_key: bool,
}

impl<'l> Leaves<'l> {
    /// A view's leaves; none if it holds what has no shape here.
    pub(super) fn of(view: &impl Serialize, looks: &'l Looks) -> Option<Self> {
        let mut leaves = Self {
            looks,
            shape: Vec::with_capacity(8192),
            texts: String::with_capacity(8192),
            ranges: Vec::with_capacity(512),
            depth_looked_into: 0,
            is_measured: false,
            key: String::new(),
            is_key: false,
        };
        view.serialize(&mut leaves).ok().map(|()| leaves)
    }

    pub(super) fn shape(&self) -> &[u8] {
        &self.shape
    }

    pub(super) fn count(&self) -> usize {
        self.ranges.len()
    }

    /// How long all texts are together.
    pub(super) fn length(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn text(&self, leaf: usize) -> Option<&str> {
        self.texts.get(self.ranges.get(leaf)?.clone())
    }

    fn sign(&mut self, sign: u8) {
        self.shape.push(sign);
    }

    /// Something of which every byte counts.
    fn exactly(&mut self, sign: u8, bytes: &[u8]) {
        self.shape.push(sign);
        self.shape.extend_from_slice(&bytes.len().to_le_bytes());
        self.shape.extend_from_slice(bytes);
    }

    fn field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), NoShape> {
        self.exactly(b'.', name.as_bytes());
        let into = usize::from(self.looks.are_into(name));
        self.depth_looked_into += into;
        self.is_measured = self.looks.measure(name);
        value.serialize(&mut *self)?;
        self.is_measured = false;
        self.depth_looked_into -= into;
        Ok(())
    }

    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), NoShape> {
        self.is_measured = false;
        value.serialize(&mut *self)
    }
}

/// A value that has no shape.
#[derive(Debug)]
pub(super) struct NoShape;

impl fmt::Display for NoShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no shape")
    }
}

impl std::error::Error for NoShape {}

impl ser::Error for NoShape {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! numbers {
    ($($name:ident $type:ty)+) => {
        $(fn $name(self, number: $type) -> Result<(), NoShape> {
            self.exactly(b'#', &number.to_le_bytes());
            Ok(())
        })+
    };
}

impl<'l> Serializer for &mut Leaves<'l> {
    type Ok = ();
    type Error = NoShape;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = ser::Impossible<(), NoShape>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = ser::Impossible<(), NoShape>;

    numbers! {
        serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64 serialize_u8 u8 serialize_u16 u16
        serialize_u32 u32 serialize_u64 u64 serialize_f32 f32 serialize_f64 f64
    }

    fn serialize_bool(self, it: bool) -> Result<(), NoShape> {
        self.sign(if it { b'+' } else { b'-' });
        Ok(())
    }

    fn serialize_char(self, _: char) -> Result<(), NoShape> {
        Err(NoShape)
    }

    fn serialize_str(self, text: &str) -> Result<(), NoShape> {
        if self.is_key {
            self.key = text.to_owned();
        } else if self.depth_looked_into == 0 && !self.is_measured && self.looks.leave_open(text) {
            self.sign(b'$');
            let from = self.texts.len();
            self.texts.push_str(text);
            self.ranges.push(from..self.texts.len());
        } else {
            self.exactly(b'=', text.as_bytes());
        }
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), NoShape> {
        Err(NoShape)
    }

    fn serialize_none(self) -> Result<(), NoShape> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NoShape> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), NoShape> {
        self.sign(b'0');
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), NoShape> {
        Err(NoShape)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), NoShape> {
        Err(NoShape)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), NoShape> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), NoShape> {
        Err(NoShape)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, NoShape> {
        self.sign(b'[');
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, NoShape> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, NoShape> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NoShape> {
        Err(NoShape)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, NoShape> {
        self.sign(b'{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, NoShape> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NoShape> {
        Err(NoShape)
    }
}

macro_rules! lists {
    ($($trait:ident $add:ident)+) => {
        $(impl<'l> ser::$trait for &mut Leaves<'l> {
            type Ok = ();
            type Error = NoShape;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoShape> {
                self.item(value)
            }

            fn end(self) -> Result<(), NoShape> {
                self.sign(b']');
                Ok(())
            }
        })+
    };
}

lists! { SerializeSeq serialize_element SerializeTuple serialize_element SerializeTupleStruct serialize_field }

impl<'l> ser::SerializeMap for &mut Leaves<'l> {
    type Ok = ();
    type Error = NoShape;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NoShape> {
        self.is_key = true;
        key.serialize(&mut **self)?;
        self.is_key = false;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoShape> {
        let key = std::mem::take(&mut self.key);
        self.field(&key, value)
    }

    fn end(self) -> Result<(), NoShape> {
        self.sign(b'}');
        Ok(())
    }
}

impl<'l> ser::SerializeStruct for &mut Leaves<'l> {
    type Ok = ();
    type Error = NoShape;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), NoShape> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), NoShape> {
        self.sign(b'}');
        Ok(())
    }
}
