//! What goes over the wire.

use std::fmt;

use jiff::Timestamp;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, Message, Tokio1Executor};
use serde::Deserialize;
use uuid::Uuid;

/// The mail server.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// `smtps://user:password@host:465`, `smtp://user:password@host:587?tls=required`, or `smtp://localhost:25`
    /// for one on the same machine.
    pub url: String,
    /// Who mails come from: `Groundswell <name@example.org>`.
    pub from: String,
}

/// Without the address, which may hold a password.
impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("from", &self.from).finish_non_exhaustive()
    }
}

/// Settings or an address that cannot work.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The sender.
    #[error("{0:?} is no sender such as `Groundswell <name@example.org>`")]
    Sender(String),
    /// The server's address.
    #[error("the mail server's address cannot be read: {0}")]
    Server(String),
    /// The recipient.
    #[error("the address cannot be read: {0}")]
    Recipient(String),
    /// What it says.
    #[error("the mail cannot be written: {0}")]
    Contents(String),
}

pub(crate) type Transport = AsyncSmtpTransport<Tokio1Executor>;

impl Smtp {
    /// Whether it can be tried at all; says what is wrong with it. Asks no server.
    pub fn check(&self) -> Result<(), Unusable> {
        self.sender()?;
        builder(&self.url).map(drop)
    }

    pub(crate) fn sender(&self) -> Result<Mailbox, Unusable> {
        self.from.parse().map_err(|_| Unusable::Sender(self.from.clone()))
    }

    /// Connections to the server; needs tokio.
    pub(crate) fn transport(&self) -> Result<Transport, Unusable> {
        Ok(builder(&self.url)?.build())
    }
}

fn builder(url: &str) -> Result<lettre::transport::smtp::AsyncSmtpTransportBuilder, Unusable> {
    Transport::from_url(url).map_err(|error| Unusable::Server(error.to_string()))
}

/// A mail taken from the outbox to be sent.
pub(crate) struct Claimed {
    pub(crate) id: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) list: Option<String>,
    pub(crate) list_name: Option<String>,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: Option<String>,
    pub(crate) attempts: i64,
}

store::row!(Claimed { id, at, list, list_name, to, subject, text, html, attempts });

impl Claimed {
    /// The mail itself: the same each time, so that one sent twice is known by its `Message-ID`.
    pub(crate) fn message(&self, from: &Mailbox) -> Result<Message, Unusable> {
        let to: Mailbox = self.to.parse().map_err(|_| Unusable::Recipient(self.to.clone()))?;
        let domain = from.email.domain();
        let mut message = Message::builder()
            .from(from.clone())
            .to(to)
            .subject(one_line(&self.subject))
            .date(self.at.into())
            .message_id(Some(format!("<{}@{domain}>", self.id)))
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
        if let (Some(list), Some(name)) = (&self.list, &self.list_name) {
            let name = one_line(name).replace(['<', '>', '"', ','], " ");
            message = message.raw_header(header("List-Id", format!("{name} <{list}.{domain}>")));
        }
        let built = match &self.html {
            Some(html) => {
                message.multipart(MultiPart::alternative_plain_html(self.text.clone(), html.clone()))
            }
            None => message.singlepart(SinglePart::plain(self.text.clone())),
        };
        built.map_err(|error| Unusable::Contents(error.to_string()))
    }
}

fn header(name: &str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii(name.to_owned()).expect("a name of ours"), value)
}

/// A header is one line, whatever somebody wrote into a title.
fn one_line(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Claimed, Smtp};
    use uuid::Uuid;

    fn claimed() -> Claimed {
        Claimed {
            id: Uuid::from_u128(5),
            at: house::now(),
            list: Some("reading".to_owned()),
            list_name: Some("Reading by grade three".to_owned()),
            to: "ada@example.org".to_owned(),
            subject: "Your duty is due".to_owned(),
            text: "Please report.".to_owned(),
            html: None,
            attempts: 0,
        }
    }

    fn written(mail: &Claimed) -> String {
        let sender = "Groundswell <no-reply@example.net>".parse().unwrap();
        String::from_utf8(mail.message(&sender).unwrap().formatted()).unwrap()
    }

    #[test]
    fn the_headers_say_what_it_is() {
        let text = written(&claimed());
        for line in [
            "From: Groundswell <no-reply@example.net>\r\n",
            "To: ada@example.org\r\n",
            "Subject: Your duty is due\r\n",
            "Date: Mon, 05 Jan 2026 09:00:00 +0000\r\n",
            "Message-ID: <00000000-0000-0000-0000-000000000005@example.net>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "List-Id: Reading by grade three <reading.example.net>\r\n",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
        assert!(text.ends_with("\r\n\r\nPlease report.\r\n"), "{text}");
    }

    #[test]
    fn plain_text_comes_first_beside_html() {
        let html = Some("<p>Please report.</p>".to_owned());
        let text = written(&Claimed { html, ..claimed() });
        let (plain, html) = (text.find("text/plain").unwrap(), text.find("text/html").unwrap());
        assert!(text.contains("multipart/alternative") && plain < html, "{text}");
    }

    #[test]
    fn a_title_makes_no_header() {
        let subject = "Hello\r\nBcc: everybody@example.org".to_owned();
        let list_name = Some("Reading\n<evil.example>".to_owned());
        let text = written(&Claimed { list_name, subject, ..claimed() });
        assert!(!text.contains("\nBcc:") && !text.contains("<evil.example>"), "{text}");
        assert!(text.contains("Subject: Hello Bcc: everybody@example.org\r\n"), "{text}");
    }

    #[test]
    fn settings_are_checked_and_never_shown() {
        let good = Smtp {
            url: "smtps://me:hush@mail.example.org".to_owned(),
            from: "Groundswell <no-reply@example.org>".to_owned(),
        };
        assert!(good.check().is_ok());
        assert!(!format!("{good:?}").contains("hush"));
        assert!(Smtp { url: "mail.example.org".to_owned(), ..good.clone() }.check().is_err());
        assert!(Smtp { from: "nobody".to_owned(), ..good }.check().is_err());
    }
}
