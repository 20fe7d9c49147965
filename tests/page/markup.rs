//! The page, taken apart again: a reader of its markup that takes nothing but what a careful page consists of.

use std::collections::BTreeMap;

/// Elements that have no end.
const ALONE: &[&str] = &["meta", "input", "br", "hr"];

/// Elements whose content is no markup.
const RAW: &[&str] = &["style", "script"];

/// An element, or a text.
#[derive(Debug)]
pub enum Node {
    Element { name: String, attributes: BTreeMap<String, String>, children: Vec<Node> },
    Text(String),
}

impl Node {
    /// The elements in it of this name, itself counted, in order.
    pub fn all<'a>(&'a self, wanted: &str) -> Vec<&'a Node> {
        let mut found = Vec::new();
        self.visit(&mut |node| {
            if matches!(node, Node::Element { name, .. } if name == wanted) {
                found.push(node)
            }
        });
        found
    }

    pub fn visit<'a>(&'a self, act: &mut dyn FnMut(&'a Node)) {
        act(self);
        self.children().iter().for_each(|child| child.visit(act));
    }

    pub fn children(&self) -> &[Node] {
        if let Node::Element { children, .. } = self { children } else { &[] }
    }

    pub fn attribute(&self, key: &str) -> Option<&str> {
        let Node::Element { attributes, .. } = self else { return None };
        attributes.get(key).map(String::as_str)
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|it| it == class))
    }

    /// All its text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.visit(&mut |node| {
            if let Node::Text(words) = node {
                text.push_str(words)
            }
        });
        text
    }
}

/// Reads a whole page.
///
/// # Panics
/// If an element is not closed where it should be, or an attribute is not quoted.
pub fn read(page: &str) -> Node {
    let rest = page.strip_prefix("<!doctype html>\n").expect("a page says that it is one");
    let mut stack = vec![("".to_owned(), BTreeMap::new(), Vec::new())];
    let mut rest = rest;
    while let Some(at) = rest.find('<') {
        push_text(&mut stack, &rest[..at]);
        let end = rest[at..].find('>').expect("a tag ends") + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let (open, attributes, children) = stack.pop().unwrap();
            assert_eq!(open, name, "what is opened last is closed first");
            stack.last_mut().unwrap().2.push(Node::Element { name: open, attributes, children });
            continue;
        }
        let (name, attributes) = opening(tag);
        if RAW.contains(&name.as_str()) {
            let end = rest.find(&format!("</{name}>")).unwrap();
            let children = vec![Node::Text(rest[..end].to_owned())];
            rest = &rest[end + name.len() + 3..];
            stack.last_mut().unwrap().2.push(Node::Element { name, attributes, children });
        } else if ALONE.contains(&name.as_str()) {
            stack.last_mut().unwrap().2.push(Node::Element { name, attributes, children: Vec::new() });
        } else {
            stack.push((name, attributes, Vec::new()));
        }
    }
    assert_eq!(stack.len(), 1, "{} is not closed", stack.last().unwrap().0);
    let (_, attributes, children) = stack.pop().unwrap();
    Node::Element { name: "page".to_owned(), attributes, children }
}

type Open = (String, BTreeMap<String, String>, Vec<Node>);

fn push_text(stack: &mut [Open], text: &str) {
    assert!(!text.contains(['>', '"', '\'']), "{text:?} could be markup");
    if !text.is_empty() {
        stack.last_mut().unwrap().2.push(Node::Text(plain(text)));
    }
}

fn opening(tag: &str) -> (String, BTreeMap<String, String>) {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes = BTreeMap::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let key = rest[..end].to_owned();
        let value = match rest[end..].strip_prefix("=\"") {
            Some(value) => {
                let close = value.find('"').expect("a value is closed");
                rest = value[close + 1..].trim_start();
                plain(&value[..close])
            }
            None => {
                rest = rest[end..].trim_start();
                String::new()
            }
        };
        assert!(attributes.insert(key, value).is_none(), "an attribute is given once: {tag}");
    }
    (name.to_owned(), attributes)
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}
