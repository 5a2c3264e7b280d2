//! Pieces of bodies for people to read: bounded, on one line, without control characters.

/// The beginning of a body.
pub(crate) fn head(body: &[u8], characters: usize) -> String {
    // Four bytes hold any character; white space that collapses may make it shorter.
    let end = boundary(body, body.len().min(characters.saturating_mul(8)));
    let text = tidy(&String::from_utf8_lossy(&body[..end]));
    let mut cut: String = text.chars().take(characters).collect();
    if cut.len() < text.len() || end < body.len() {
        cut.push('…');
    }
    cut
}

/// The surroundings of a place in a body.
pub(crate) fn around(body: &[u8], offset: usize) -> String {
    const BEFORE: usize = 80;
    const AFTER: usize = 40;
    let offset = offset.min(body.len());
    let start = boundary(body, offset.saturating_sub(BEFORE));
    let end = boundary(body, (offset + AFTER).min(body.len()));
    let text = tidy(&String::from_utf8_lossy(&body[start..end]));
    let left = if start > 0 { "…" } else { "" };
    let right = if end < body.len() { "…" } else { "" };
    format!("{left}{text}{right}")
}

/// The next place where a character begins; in what is not UTF-8, not far from there.
fn boundary(body: &[u8], at: usize) -> usize {
    let continues = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
    at + body[at..].iter().take(3).take_while(continues).count()
}

fn tidy(text: &str) -> String {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = text
        .trim_start_matches('\u{feff}')
        .chars()
        .map(printable)
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{around, head};

    #[test]
    fn html_stays_readable() {
        let body = b"<html>\r\n  <title>502 Bad\tGateway</title>\0\n</html>";
        assert_eq!(
            head(body, 300),
            "<html> <title>502 Bad Gateway</title> </html>"
        );
        assert_eq!(head(body, 6), "<html>…");
    }

    #[test]
    fn characters_are_not_cut() {
        let body = "作品".repeat(100);
        for offset in 0..body.len() {
            assert!(!around(body.as_bytes(), offset).contains('\u{fffd}'));
        }
        assert_eq!(head(body.as_bytes(), 3), "作品作…");
    }
}
