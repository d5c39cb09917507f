//! HTML that is finished: made by a template, never by putting strings together.

use std::fmt;

/// HTML that a template has already made, to be printed as it is.
///
/// It can only be made from a component or from text that is escaped on the way in.
#[derive(Debug, Clone, Default)]
pub struct Markup(String);

impl Markup {
    /// Renders a component.
    pub fn of(template: &impl askama::Template) -> Self {
        // Rendering writes into a string; only a formatter of our own could fail, and none does.
        Self(template.render().unwrap_or_default())
    }

    /// Plain text, escaped.
    pub fn text(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                other => escaped.push(other),
            }
        }
        Self(escaped)
    }

    /// Both, one after the other.
    pub fn then(mut self, next: &Self) -> Self {
        self.0.push_str(&next.0);
        self
    }

    /// SVG made by the charts module or by the QR encoder, both of which escape what they print.
    pub fn drawing(svg: String) -> Self {
        Self(svg)
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The HTML itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl askama::FastWritable for Markup {
    fn write_into(&self, dest: &mut dyn fmt::Write, _values: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl askama::filters::HtmlSafe for Markup {}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn text_cannot_become_an_element() {
        let markup = Markup::text("<script>alert('x')</script> & co");
        assert_eq!(markup.as_str(), "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; co");
    }
}
