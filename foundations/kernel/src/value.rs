//! The values a database column can hold, and how our types become one.
//!
//! The store binds and reads these; types of the domain implement [`ToValue`] and [`FromValue`]
//! next to their definition, so no crate above needs to know a driver.

use std::borrow::Cow;

/// A value on its way into or out of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// SQL NULL.
    Null,
    /// A 64-bit integer: ids, counts, instants (microseconds UTC), money (đồng).
    Int(i64),
    /// UTF-8 text, dates (ISO) and JSON included.
    Text(Cow<'a, str>),
    /// A truth value.
    Bool(bool),
    /// Raw bytes.
    Bytes(Cow<'a, [u8]>),
}

impl Value<'_> {
    /// The same value, owning its text or bytes.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Int(number) => Value::Int(number),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Bool(truth) => Value::Bool(truth),
            Value::Bytes(bytes) => Value::Bytes(Cow::Owned(bytes.into_owned())),
        }
    }

    /// A word for the variant, for error messages that must not show the content.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Int(_) => "integer",
            Value::Text(_) => "text",
            Value::Bool(_) => "bool",
            Value::Bytes(_) => "bytes",
        }
    }
}

/// A column held something its reader does not accept. The content is left out on purpose: it may be personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a column holds {found}, expected {expected}")]
pub struct ValueError {
    /// What the reader wanted.
    pub expected: &'static str,
    /// What the column held, by type only.
    pub found: &'static str,
}

/// A type that can be bound to a statement's parameter.
pub trait ToValue {
    /// The column value that stands for `self`.
    fn to_value(&self) -> Value<'_>;
}

/// A type that can be read from a column.
pub trait FromValue: Sized {
    /// Reads the value back.
    ///
    /// # Errors
    /// [`ValueError`] when the column holds another type or an unknown word.
    fn from_value(value: Value<'_>) -> Result<Self, ValueError>;
}

/// The error for `value` not being an `expected`.
#[must_use]
pub fn mismatch(expected: &'static str, value: &Value<'_>) -> ValueError {
    ValueError { expected, found: value.type_name() }
}

macro_rules! integer_column {
    ($($integer:ty),*) => {$(
        impl ToValue for $integer {
            fn to_value(&self) -> Value<'_> { Value::Int(i64::from(*self)) }
        }
        impl FromValue for $integer {
            fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
                match value {
                    Value::Int(number) => <$integer>::try_from(number)
                        .map_err(|_| ValueError { expected: stringify!($integer), found: "an integer out of range" }),
                    other => Err(mismatch(stringify!($integer), &other)),
                }
            }
        }
    )*};
}
integer_column!(i64, i32, u32, i16, u16, i8, u8);

impl ToValue for bool {
    fn to_value(&self) -> Value<'_> {
        Value::Bool(*self)
    }
}

impl FromValue for bool {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Bool(truth) => Ok(truth),
            // SQLite has no boolean type; it stores 0 and 1.
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            other => Err(mismatch("bool", &other)),
        }
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl FromValue for String {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Text(text) => Ok(text.into_owned()),
            other => Err(mismatch("text", &other)),
        }
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}

impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Bytes(bytes) => Self::try_from(bytes.as_ref())
                .map_err(|_| ValueError { expected: "bytes of a fixed length", found: "bytes of another length" }),
            other => Err(mismatch("bytes", &other)),
        }
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Bytes(bytes) => Ok(bytes.into_owned()),
            other => Err(mismatch("bytes", &other)),
        }
    }
}

impl ToValue for serde_json::Value {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.to_string()))
    }
}

impl FromValue for serde_json::Value {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Text(text) => {
                serde_json::from_str(&text).map_err(|_| ValueError { expected: "JSON", found: "text that is not JSON" })
            }
            other => Err(mismatch("JSON", &other)),
        }
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

impl ToValue for Value<'_> {
    fn to_value(&self) -> Value<'_> {
        match self {
            Value::Null => Value::Null,
            Value::Int(number) => Value::Int(*number),
            Value::Text(text) => Value::Text(Cow::Borrowed(text)),
            Value::Bool(truth) => Value::Bool(*truth),
            Value::Bytes(bytes) => Value::Bytes(Cow::Borrowed(bytes)),
        }
    }
}
