//! Messages from the outside, on both engines.
#![expect(clippy::unwrap_used, reason = "tests say what must be there")]

use access::{Actor, testing};
use country::Pack;
use kernel::{Locale, PersonId};
use notify::{Args, Error, FileSink, Mail, MailFailure, MailSink, Message, MessageId};
use std::sync::{Arc, LazyLock, Mutex};
use store::jobs::Runner;
use store::{Store, Tx};

struct World {
    store: Store,
    base: testing::World,
}

fn on_both(body: impl Fn(World)) {
    store::testing::on_both_engines(&[notify::schema()], |store| body(World { store, base: testing::World::new() }));
}

fn messages() -> Arc<i18n::Catalogue> {
    static MESSAGES: LazyLock<Arc<i18n::Catalogue>> = LazyLock::new(|| {
        let pack = Pack::embedded().unwrap_or_else(|problems| panic!("{}", country::report(&problems)));
        Arc::new(i18n::Catalogue::from_pack(&pack).unwrap_or_else(|problems| panic!("{}", country::report(&problems))))
    });
    Arc::clone(&MESSAGES)
}

const AN: PersonId = PersonId::from_raw(7);
const BINH: PersonId = PersonId::from_raw(8);

impl World {
    fn act<T: Send + 'static>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
        self.store.write_blocking(work)
    }

    fn tell(&self, person: PersonId, mail: Option<&'static str>) -> MessageId {
        let actor = self.base.system();
        let args = Args::new()
            .text("code", "H26-1")
            .localised("service", "Đăng ký tạm trú", "temporary residence")
            .moment("due", actor.now());
        self.act(move |tx| {
            let mail = mail.map(|address| (address, Locale::En));
            notify::tell(tx, &actor, &Message { person, name: "inbox-dossier-received", args: args.clone(), dossier: None, mail })
        })
        .expect("told")
    }

    fn inbox(&self, actor: &Actor) -> Vec<notify::InboxItem> {
        self.store.read_blocking(|tx| notify::inbox(tx, actor, None, 10)).expect("an inbox")
    }

    fn unread(&self, person: PersonId) -> u32 {
        let actor = self.base.citizen(person);
        self.store.read_blocking(|tx| notify::unread(tx, &actor)).expect("a count")
    }

    fn run(&self, sink: Arc<dyn MailSink>) -> usize {
        let handler = notify::mail_handler(messages(), sink, "https://onedoor.example.vn".to_owned());
        Runner::new(self.store.clone(), self.base.clock.clone()).handler(notify::MAIL, handler).run_due().expect("jobs run")
    }
}

#[test]
fn everybody_reads_their_own_messages_in_their_language() {
    on_both(|world| {
        world.tell(AN, None);
        let second = world.tell(AN, None);
        world.tell(BINH, None);
        let items = world.inbox(&world.base.citizen(AN));
        assert_eq!((items.len(), items[0].id), (2, second), "the latest first");
        assert_eq!(items[0].title(&messages(), Locale::Vi), "Đã tiếp nhận hồ sơ H26-1");
        let body = items[0].body(&messages(), Locale::En);
        assert_eq!(body, "Your dossier H26-1 (temporary residence) was received. The result is due on 06/03/2025 09:00.");
        let earlier =
            world.store.read_blocking(|tx| notify::inbox(tx, &world.base.citizen(AN), Some(second), 10)).expect("a page");
        assert_eq!(earlier.len(), 1);
        let officer = world.base.officer(access::Role::Counter, &"01".parse().unwrap());
        assert!(world.store.read_blocking(|tx| notify::inbox(tx, &officer, None, 10)).is_err(), "officers have no inbox");
    });
}

#[test]
fn what_was_read_is_not_counted() {
    on_both(|world| {
        let first = world.tell(AN, None);
        world.tell(AN, None);
        let last = world.tell(AN, None);
        assert_eq!(world.unread(AN), 3);
        let actor = world.base.citizen(AN);
        let reader = actor.clone();
        world.act(move |tx| notify::mark_read(tx, &reader, first)).expect("read");
        assert_eq!(world.unread(AN), 2);
        let stranger = world.base.citizen(BINH);
        world.act(move |tx| notify::mark_all_read(tx, &stranger, last)).expect("their own, of which there is none");
        assert_eq!(world.unread(AN), 2);
        assert_eq!(world.act(move |tx| notify::mark_all_read(tx, &actor, last)).expect("read"), 2);
        assert_eq!((world.unread(AN), world.inbox(&world.base.citizen(AN)).len()), (0, 3));
    });
}

/// Refuses as often as it is told to, and keeps what it takes.
#[derive(Default)]
struct Post {
    refusals: Mutex<Vec<MailFailure>>,
    taken: Mutex<Vec<(String, String, String)>>,
}

impl MailSink for Post {
    fn send(&self, mail: &Mail) -> Result<(), MailFailure> {
        if let Some(refusal) = self.refusals.lock().unwrap().pop() {
            return Err(refusal);
        }
        self.taken.lock().unwrap().push((mail.to.clone(), mail.subject.clone(), mail.text.clone()));
        Ok(())
    }
}

#[test]
fn mail_is_sent_with_the_transaction_and_tried_again() {
    on_both(|world| {
        world.tell(AN, Some("an@example.vn"));
        let post = Arc::new(Post::default());
        post.refusals.lock().unwrap().push(MailFailure::Later("the server is busy".to_owned()));
        world.run(post.clone());
        assert!(post.taken.lock().unwrap().is_empty());
        world.base.clock.advance_seconds(60);
        world.run(post.clone());
        let taken = post.taken.lock().unwrap().pop().expect("the second attempt");
        assert_eq!((taken.0.as_str(), taken.1.as_str()), ("an@example.vn", "Dossier H26-1 was received"));
        assert!(taken.2.contains("temporary residence") && taken.2.contains("https://onedoor.example.vn"), "{}", taken.2);
        world.base.clock.advance_seconds(3_600);
        assert_eq!(world.run(post), 0, "sent once");
    });
}

#[test]
fn mail_that_can_never_arrive_is_put_aside_at_once() {
    on_both(|world| {
        world.tell(AN, Some("an@example.vn"));
        let post = Arc::new(Post::default());
        post.refusals.lock().unwrap().push(MailFailure::Never("the mail server refuses for good (code 550)".to_owned()));
        world.run(post.clone());
        world.base.clock.advance_seconds(3_600);
        assert_eq!(world.run(post), 0, "not tried again");
        let dead = world.store.read_blocking(|tx| store::jobs::list(tx, true, 0, 10)).expect("a list");
        assert_eq!(dead.len(), 1);
        assert!(!dead[0].last_error.as_deref().unwrap_or_default().contains("an@example.vn"), "the reason names no address");
    });
}

#[test]
fn a_file_holds_a_whole_mail() {
    let folder = tempfile::tempdir().expect("a folder");
    let sink = FileSink::new(folder.path().join("mail"), "OneDoor <no-reply@example.vn>").expect("a sink");
    let mail = |to: &str| Mail {
        to: to.to_owned(),
        subject: "Hồ sơ".to_owned(),
        text: "Xin chào".to_owned(),
        reference: "job-1".to_owned(),
    };
    sink.send(&mail("an@example.vn")).expect("written");
    let text = std::fs::read_to_string(folder.path().join("mail/job-1.eml")).expect("a file");
    assert!(text.contains("To: an@example.vn") && text.contains("Subject: =?utf-8?b?"), "{text}");
    assert!(matches!(sink.send(&mail("not an address")), Err(MailFailure::Never(_))));
    assert!(FileSink::new(folder.path(), "nobody").is_err());
}

#[test]
fn statements_agree_on_both_engines() {
    store::testing::check_statements(&[notify::schema()]);
}
