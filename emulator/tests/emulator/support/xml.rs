//! A reader of simple XML. It shares no code with the reader that is tested.

/// All elements without child elements, each as its path from the root and its text, in the order of the document.
pub(crate) fn leaves(xml: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    walk(xml, |path, text| out.push((path.join("/"), unescaped(text))));
    out
}

/// The texts of all elements with this name that have no child elements.
pub(crate) fn texts(xml: &str, element: &str) -> Vec<String> {
    let mut out = Vec::new();
    walk(xml, |path, text| {
        if path.last() == Some(&element) {
            out.push(unescaped(text));
        }
    });
    out
}

/// Calls `show` for each element without child elements, with the names from the root to it and its text.
fn walk<'a>(xml: &'a str, mut show: impl FnMut(&[&'a str], &'a str)) {
    let mut open: Vec<&str> = Vec::new();
    // The text of the element that was just opened. It is dropped when a child element follows.
    let mut text = None;
    for piece in xml.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            if let Some(text) = text.take() {
                show(&open, text);
            }
            assert_eq!(open.pop(), Some(name), "{xml}");
        } else if let Some(name) = tag.strip_suffix('/') {
            text = None;
            open.push(name);
            show(&open, "");
            open.pop();
        } else if !tag.starts_with('?') {
            open.push(tag);
            text = Some(after);
        }
    }
    assert!(open.is_empty(), "{xml}");
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    plain.replace("&amp;", "&")
}
