//! The fields of a form as a browser sends them, and the tree they stand for.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Names deeper than this are made by hand.
const DEPTH_MAX: usize = 6;
/// Never kept, wherever they hide.
const SECRETS: [&str; 2] = ["password", "token"];

/// Names with dots (`tasks.0.text`) and texts, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// From the names of HTML: `tasks.0.text` and `input[tasks][0][text]` are the same.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Fields(pairs.into_iter().map(|(name, value)| (field_name(&name), value)).collect())
    }

    /// The text of a field; the last one when there are several; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every field as name and text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Without passwords and tokens, and without the fields of these names.
    pub fn without(&self, names: &[&str]) -> Fields {
        let keep = |name: &str| {
            !names.contains(&name) && !SECRETS.iter().any(|secret| name.to_ascii_lowercase().contains(secret))
        };
        Fields(self.0.iter().filter(|(name, _)| keep(name)).cloned().collect())
    }

    /// The tree of the names: numbers make lists in their order, whatever gaps they have; a
    /// name sent several times is a list as well.
    pub fn to_value(&self) -> Value {
        let mut root = Node::default();
        for (name, value) in &self.0 {
            let path: Vec<&str> = name.split('.').collect();
            if path.len() <= DEPTH_MAX && path.iter().all(|part| !part.is_empty()) {
                root.at(&path).texts.push(value.clone());
            }
        }
        match root.into_value() {
            Value::Null => Value::Object(serde_json::Map::new()),
            value => value,
        }
    }

    /// Reads the tree as a type; texts become numbers and truths where the type wants them.
    pub fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        let query = serde_qs::to_string(&self.to_value()).ok()?;
        serde_qs::Config::new(DEPTH_MAX, false).deserialize_str(&query).ok()
    }
}

#[derive(Default)]
struct Node {
    texts: Vec<String>,
    children: BTreeMap<String, Node>,
}

impl Node {
    fn at(&mut self, path: &[&str]) -> &mut Node {
        match path.split_first() {
            None => self,
            Some((head, rest)) => self.children.entry((*head).to_owned()).or_default().at(rest),
        }
    }

    fn into_value(mut self) -> Value {
        if self.children.is_empty() {
            return match self.texts.len() {
                0 => Value::Null,
                1 => Value::String(self.texts.remove(0)),
                _ => Value::Array(self.texts.into_iter().map(Value::String).collect()),
            };
        }
        let numbers: Option<Vec<u32>> = self.children.keys().map(|key| key.parse().ok()).collect();
        match numbers {
            Some(numbers) => {
                let mut items: Vec<(u32, Node)> = numbers.into_iter().zip(self.children.into_values()).collect();
                items.sort_by_key(|(number, _)| *number);
                Value::Array(items.into_iter().map(|(_, node)| node.into_value()).collect())
            }
            None => Value::Object(self.children.into_iter().map(|(key, node)| (key, node.into_value())).collect()),
        }
    }
}

/// The name of a field in the domain: `input[tasks][0][text]` → `tasks.0.text`.
pub fn field_name(name: &str) -> String {
    let name = name.strip_prefix("input[").map_or_else(|| name.to_owned(), |rest| format!("[{rest}"));
    name.replace("[]", "").replace('[', ".").replace(']', "").trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Input {
        title: String,
        version: Option<i64>,
        agreed: bool,
        tasks: Vec<Row>,
        photos: Vec<String>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Row {
        text: String,
        places: i32,
    }

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn both_spellings_of_names_are_read() {
        let plain = [("title", "Парк & 1=1"), ("tasks.10.text", "б"), ("tasks.2.text", "а"), ("tasks.2.places", "5")];
        let nested = [
            ("input[title]", "Парк & 1=1"),
            ("input[tasks][10][text]", "б"),
            ("input[tasks][2][text]", "а"),
            ("input[tasks][2][places]", "5"),
        ];
        let expected = Input {
            title: "Парк & 1=1".into(),
            tasks: vec![Row { text: "а".into(), places: 5 }, Row { text: "б".into(), places: 0 }],
            ..Input::default()
        };
        assert_eq!(fields(&plain).decode::<Input>(), Some(expected));
        assert_eq!(fields(&plain).to_value(), fields(&nested).to_value());
    }

    #[test]
    fn texts_become_what_the_type_wants() {
        let read = fields(&[("version", "7"), ("agreed", "true"), ("photos", "a"), ("photos", "b"), ("unknown", "x")]);
        let expected =
            Input { version: Some(7), agreed: true, photos: vec!["a".into(), "b".into()], ..Input::default() };
        assert_eq!(read.decode::<Input>(), Some(expected));
        assert_eq!(fields(&[("version", "")]).decode::<Input>(), Some(Input::default()));
        assert_eq!(fields(&[]).decode::<Input>(), Some(Input::default()));
        assert_eq!(fields(&[("version", "seven")]).decode::<Input>(), None);
    }

    #[test]
    fn secrets_are_left_out() {
        let kept = fields(&[
            ("email", "a@b.kz"),
            ("password", "x"),
            ("deep.0.New_Password", "y"),
            ("token", "z"),
            ("version", "1"),
        ]);
        assert_eq!(kept.without(&["version"]).to_value(), json!({ "email": "a@b.kz" }));
    }

    proptest! {
        #[test]
        fn names_made_by_hand_do_no_harm(name in "[a-z0-9.\\[\\]]{0,40}", value in ".{0,20}") {
            let fields = Fields::from_pairs([(name, value)]);
            let _ = fields.to_value();
            let _ = fields.decode::<Input>();
        }
    }
}
