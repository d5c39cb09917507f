//! Enumerations whose values are words: in columns, in JSON, in addresses.

/// Declares an enum whose variants are stored and shown as fixed words.
///
/// Gives `ALL`, `as_str`, `Display`, `FromStr`, serde, [`ToValue`](crate::value::ToValue) and
/// [`FromValue`](crate::value::FromValue).
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $visibility enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The fixed word of this value.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::text_enum::UnknownWord;
            fn from_str(word: &str) -> ::std::result::Result<Self, Self::Err> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::text_enum::UnknownWord { of: stringify!($name) }),
                }
            }
        }

        impl $crate::value::ToValue for $name {
            fn to_value(&self) -> $crate::value::Value<'_> {
                $crate::value::Value::Text(::std::borrow::Cow::Borrowed(self.as_str()))
            }
        }

        impl $crate::value::FromValue for $name {
            fn from_value(value: $crate::value::Value<'_>) -> ::std::result::Result<Self, $crate::value::ValueError> {
                match value {
                    $crate::value::Value::Text(text) => text.parse().map_err(|_| $crate::value::ValueError {
                        expected: stringify!($name),
                        found: "an unknown word",
                    }),
                    other => Err($crate::value::mismatch(stringify!($name), &other)),
                }
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let word = <::std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(deserializer)?;
                word.parse().map_err($crate::serde::de::Error::custom)
            }
        }
    };
}

/// A word that is not one of an enumeration's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a word of {of}")]
pub struct UnknownWord {
    /// The enumeration.
    pub of: &'static str,
}
