//! Prints how fast people are made: `cargo run --release -p demo --example people -- 1000000 [YYYY-MM-DD]`.

use demo::population::{Plan, Population, Shares};

#[expect(clippy::disallowed_methods, reason = "a measuring program may look at the clock")]
fn main() {
    let mut arguments = std::env::args().skip(1);
    let people: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let on = arguments.next().unwrap_or_else(|| "2026-06-01".to_owned()).parse().expect("a date");
    let pack = country::Pack::embedded().unwrap_or_else(|problems| panic!("{}", country::report(&problems)));
    let words = pack.demo_words().unwrap_or_else(|problems| panic!("{}", country::report(&problems)));
    let places = places::Places::from_pack(&pack);
    let plan = Plan { seed: 1, people, on, city: pack.identity().city.clone(), shares: Shares::default() };
    for home in Population::new(&places, &words, plan.clone()).step_by(usize::try_from(people / 50 + 1).unwrap_or(1)).take(12) {
        println!("{} {} ({})", home.commune, home.address, home.number);
        for member in home.members {
            println!(
                "    {} {} {} {:?} {:?}",
                member.name,
                member.birth,
                member.relation,
                member.number.map(|number| number.to_string()),
                member.dirt
            );
        }
    }
    let started = std::time::Instant::now();
    let (mut made, mut homes) = (0_usize, 0_usize);
    for home in Population::new(&places, &words, plan) {
        made += home.members.len();
        homes += 1;
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("{made} people in {homes} households in {seconds:.2} s");
    println!("{:.0} people a second", f64::from(u32::try_from(made).unwrap_or(u32::MAX)) / seconds);
}
