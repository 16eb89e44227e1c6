//! One line of a gazetteer: a flat JSON object, or an entity as Wikidata publishes it.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What is taken of a line; all else is passed over.
#[derive(Deserialize)]
pub(super) struct Line<'l> {
    #[serde(borrow, default)]
    pub(super) id: Option<Text<'l>>,
    #[serde(borrow, default)]
    pub(super) label: Option<Text<'l>>,
    #[serde(borrow, default)]
    pub(super) aliases: Aliases<'l>,
    #[serde(borrow, default)]
    pub(super) kind: Option<Text<'l>>,
    #[serde(borrow, default)]
    pub(super) labels: Option<Object<ByLanguage<Value<'l>>>>,
    #[serde(borrow, default)]
    pub(super) claims: Object<Claims<'l>>,
}

/// A string, borrowed where it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'l>(#[serde(borrow)] pub(super) Cow<'l, str>);

/// What is said in each language; names are taken in German, or for all languages, or in English.
#[derive(Deserialize)]
pub(super) struct ByLanguage<T> {
    pub(super) de: Option<T>,
    pub(super) mul: Option<T>,
    pub(super) en: Option<T>,
}

#[derive(Deserialize)]
pub(super) struct Value<'l> {
    #[serde(borrow)]
    pub(super) value: Text<'l>,
}

/// Claims: what an entity is an instance of, and what a subclass.
#[derive(Deserialize)]
pub(super) struct Claims<'l> {
    #[serde(borrow, default, rename = "P31")]
    instance_of: Vec<Claim<'l>>,
    #[serde(default, rename = "P279")]
    subclass_of: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct Claim<'l> {
    #[serde(borrow, default)]
    mainsnak: Option<Snak<'l>>,
}

#[derive(Deserialize)]
struct Snak<'l> {
    #[serde(borrow, default)]
    datavalue: Option<Data<'l>>,
}

#[derive(Deserialize)]
struct Data<'l> {
    #[serde(borrow, default)]
    value: Object<Item<'l>>,
}

#[derive(Deserialize)]
struct Item<'l> {
    #[serde(borrow, default)]
    id: Option<Text<'l>>,
}

impl Claims<'_> {
    /// Whether it is a kind of things, as *Finanzministerium* is, and nobody in particular.
    pub(super) fn is_class(&self) -> bool {
        !self.subclass_of.is_empty()
    }

    /// Whether it is a human being; `None` where nothing is said.
    pub(super) fn is_person(&self) -> Option<bool> {
        const HUMAN: &str = "Q5";
        let classes =
            self.instance_of.iter().filter_map(|one| one.mainsnak.as_ref()?.datavalue.as_ref()?.value.0.as_ref()?.id.as_ref());
        classes.map(|one| one.0 == HUMAN).reduce(|one, other| one || other)
    }
}

/// An object. Where Wikidata has none, it writes an empty list.
pub(super) struct Object<T>(pub(super) Option<T>);

impl<T> Default for Object<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'l, T: Deserialize<'l>> Deserialize<'l> for Object<T> {
    fn deserialize<D: Deserializer<'l>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfObject<T>(PhantomData<T>);
        impl<'l, T: Deserialize<'l>> Visitor<'l> for OfObject<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'l>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|one| Object(Some(one)))
            }

            fn visit_seq<A: SeqAccess<'l>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Object(None))
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Object(None))
            }

            fn visit_borrowed_str<E>(self, _: &'l str) -> Result<Self::Value, E> {
                Ok(Object(None))
            }

            fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
                Ok(Object(None))
            }
        }
        deserializer.deserialize_any(OfObject(PhantomData))
    }
}

/// Other names: a list, or lists by language.
#[derive(Default)]
pub(super) struct Aliases<'l>(pub(super) Vec<Text<'l>>);

impl<'de: 'l, 'l> Deserialize<'de> for Aliases<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfAliases<'l>(PhantomData<&'l ()>);
        impl<'de: 'l, 'l> Visitor<'de> for OfAliases<'l> {
            type Value = Aliases<'l>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of names, or lists by language")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(Aliases(names))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let all: ByLanguage<Vec<Value<'l>>> = ByLanguage::deserialize(MapAccessDeserializer::new(map))?;
                let ours = all.de.into_iter().chain(all.mul).flatten();
                Ok(Aliases(ours.map(|one| one.value).collect()))
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Aliases::default())
            }
        }
        deserializer.deserialize_any(OfAliases(PhantomData))
    }
}
