//! Learning the weights: u from pairs drawn at random, m from the pairs that the passes find, by expectation and
//! maximisation (EM), and from pairs that people decided.

use crate::blocks::Blocks;
use crate::hash::{below, high32, join, mix, real, short};
use crate::linker::{Decision, Options};
use crate::model::Model;
use crate::plan::{COMPARISONS_MAX, LEVELS_MAX, Levels, UNKNOWN};
use crate::table::Table;
use crate::threads::in_pieces;
use crate::weights::{Commonness, Weights, circles, probability};

/// Pairs drawn at random for u.
const RANDOM_PAIRS: usize = 100_000;
/// Pairs of the passes from which m is learned.
const SAMPLE_PAIRS: u64 = 300_000;
/// Pairs within households from which it is learned what different people of one home share.
const HOUSEHOLD_PAIRS: usize = 100_000;
/// Members of a household that are looked at.
const HOUSEHOLD_MAX: usize = 12;
/// Rounds of EM at most.
const ROUNDS: usize = 40;
/// EM ends when no m moved further.
const SETTLED: f64 = 0.000_5;
/// How many pairs the model's own m weighs.
const BELIEF: f64 = 30.0;
/// A level's u falls at most to this share of how often pairs are on it: not all who agree are one person.
const LEAST_SHARE: f64 = 0.02;
/// Pairs that a thread takes at once.
const PIECE: usize = 16_384;

/// How often pairs are on each level of each field.
type Tally = [[f64; LEVELS_MAX]; COMPARISONS_MAX];

fn add(sum: &mut Tally, more: &Tally) {
    for (row, other) in sum.iter_mut().zip(more) {
        row.iter_mut().zip(other).for_each(|(cell, value)| *cell += value);
    }
}

fn tally(sum: &mut Tally, levels: &Levels, weight: f64) {
    for (row, level) in sum.iter_mut().zip(levels).filter(|(_, level)| **level != UNKNOWN) {
        row[usize::from(*level)] += weight;
    }
}

/// A pair that EM looks at again and again.
struct Seen {
    levels: Levels,
    circles: usize,
    /// What its values add to the score.
    values: f64,
}

fn seen(table: &Table, common: &Commonness, one: u32, two: u32) -> Seen {
    let (one, two) = (table.row(one), table.row(two));
    let levels = table.levels(one, two);
    let circles = circles(table, &levels);
    Seen { circles, values: common.of_pair(table, &levels, circles, one), levels }
}

/// Learns the weights of a model from a table.
pub(crate) fn learn(model: &Model, table: &Table, blocks: &Blocks, common: &Commonness, options: &Options) -> Weights {
    let random = random_levels(table, options);
    let chances = level_chances(table, common, &random);
    let sampled = blocks.pairs_at_most();
    let rate = (real_of(SAMPLE_PAIRS) / real_of(sampled.max(1))).min(1.0);
    let sample = sample(table, blocks, common, options, rate);
    let homes = household_pairs(table, common, options);
    let decided: Vec<(Seen, bool)> =
        options.decisions.iter().map(|Decision { one, two, same }| (seen(table, common, *one, *two), *same)).collect();
    let pairs = table.possible_pairs().max(2.0);
    let guess = (0.01 * real(table.len()) / pairs).min(0.25);
    let mut weights = Weights::assumed(model, chances.clone(), crate::weights::score(guess));
    let assumed = weights.clone();
    learn_circles(&mut weights, table, &homes, options);
    for _ in 0..ROUNDS {
        let (mut matched, found) = expect(&weights, table, &sample, options);
        for (pair, same) in &decided {
            tally(&mut matched, &pair.levels, f64::from(u8::from(*same)));
        }
        let share = (found / rate / pairs).clamp(0.1 / pairs, 0.5);
        weights.prior = crate::weights::score(share);
        let mut moved = 0.0_f64;
        for (place, field) in weights.fields.iter_mut().enumerate() {
            let believed = &assumed.fields[place].m;
            let next = share_of_levels(&matched[place], believed, model.comparisons[place].different_is_known);
            for (level, next) in next.into_iter().enumerate() {
                moved = moved.max((next - field.m[level]).abs());
                field.m[level] = next;
                let others = chances[place][level] - share * next;
                field.u[level] = others.max(chances[place][level] * LEAST_SHARE) / (1.0 - share);
            }
        }
        learn_circles(&mut weights, table, &homes, options);
        if moved < SETTLED {
            break;
        }
    }
    weights
}

/// How often pairs of one person are on each level, drawn towards what the model believes.
fn share_of_levels(matched: &[f64; LEVELS_MAX], believed: &[f64], different_is_known: bool) -> Vec<f64> {
    let last = believed.len() - 1;
    let learned = if different_is_known { last } else { believed.len() };
    let (known, belief): (f64, f64) = (matched[..learned].iter().sum(), believed[..learned].iter().sum());
    // What is known keeps its share, the rest is parted among the levels that are learned.
    let rest = if different_is_known { 1.0 - believed[last] } else { 1.0 };
    let mut shares: Vec<f64> =
        (0..learned).map(|level| rest * (matched[level] + BELIEF * believed[level]) / (known + BELIEF * belief)).collect();
    shares.extend(&believed[learned..]);
    shares
}

fn real_of(count: u64) -> f64 {
    count as f64
}

/// How often pairs drawn at random are on each level.
fn random_levels(table: &Table, options: &Options) -> Tally {
    let (first, all) = (short(table.first_list()), short(table.len()));
    let pieces = in_pieces(RANDOM_PAIRS, PIECE, options.threads, |range| {
        let mut sum = [[0.0; LEVELS_MAX]; COMPARISONS_MAX];
        for turn in range {
            let draw = join(options.seed, turn as u64);
            let (one, two) = if table.has_two_lists() {
                (below(draw, first), first + below(mix(draw), all - first))
            } else {
                (below(draw, all), below(mix(draw), all))
            };
            if one != two {
                tally(&mut sum, &table.levels(table.row(one), table.row(two)), 1.0);
            }
        }
        sum
    });
    let mut sum = [[0.0; LEVELS_MAX]; COMPARISONS_MAX];
    pieces.iter().for_each(|piece| add(&mut sum, piece));
    sum
}

/// The chance of each level for any two records. What random pairs hardly meet, equal values, is counted instead.
fn level_chances(table: &Table, common: &Commonness, random: &Tally) -> Vec<Vec<f64>> {
    let mut chances = Vec::with_capacity(table.plan.comparisons.len());
    for (place, comparison) in table.plan.comparisons.iter().enumerate() {
        let row = &random[place];
        let known: f64 = row.iter().sum();
        let known_share = (known / real(RANDOM_PAIRS)).max(1.0 / real(RANDOM_PAIRS));
        let mut field: Vec<f64> = row[..=comparison.levels.len()].iter().map(|met| (met + 0.25) / (known + 1.0)).collect();
        for (level, planned) in comparison.levels.iter().enumerate() {
            let Some(column) = planned.frequency else { continue };
            let alike = |other: usize| comparison.levels.get(other).is_some_and(|level| level.frequency == Some(column));
            let met: f64 = (0..field.len()).filter(|other| alike(*other)).map(|other| row[other] + 0.25).sum();
            field[level] = (common.chance(column) / known_share).min(1.0) * (row[level] + 0.25) / met;
        }
        chances.push(field);
    }
    chances
}

/// Some of the pairs that the passes find, the same for every number of threads.
fn sample(table: &Table, blocks: &Blocks, common: &Commonness, options: &Options, rate: f64) -> Vec<Seen> {
    let bar = rate * f64::from(u32::MAX);
    let pieces = blocks.each(
        options.threads,
        Vec::new,
        |pairs, one, two| {
            let draw = high32(join(options.seed ^ u64::from(one), u64::from(two)));
            if f64::from(draw) <= bar {
                pairs.push(seen(table, common, one, two));
            }
        },
        |_| {},
    );
    pieces.into_iter().flatten().collect()
}

/// Pairs of some households.
fn household_pairs(table: &Table, common: &Commonness, options: &Options) -> Vec<Seen> {
    let Some(column) = table.plan.circle_column else { return Vec::new() };
    let cell = table.plan.columns[column].cell;
    // Of every home at first; then of as many as are needed for the pairs that are wanted.
    let every = (table.len() / HOUSEHOLD_PAIRS).max(1) as u64;
    let mut homes: Vec<(u32, u32)> = Vec::new();
    for (record, row) in table.cells.chunks_exact(table.plan.stride).enumerate() {
        let home = row[cell];
        if home != 0 && join(options.seed, u64::from(home)).is_multiple_of(every) {
            homes.push((home, short(record)));
        }
    }
    homes.sort_unstable();
    let mut pairs = Vec::new();
    for home in homes.chunk_by(|one, two| one.0 == two.0).filter(|home| home.len() <= HOUSEHOLD_MAX) {
        for (turn, (_, one)) in home.iter().enumerate() {
            for (_, two) in &home[turn + 1..] {
                let pair = seen(table, common, *one, *two);
                if pair.circles > 0 {
                    pairs.push(pair);
                }
            }
        }
    }
    pairs
}

/// Which levels the pairs of one person are on, by the weights so far, and how many there are.
fn expect(weights: &Weights, table: &Table, sample: &[Seen], options: &Options) -> (Tally, f64) {
    let scorer = weights.scorer(table);
    let pieces = in_pieces(sample.len(), PIECE, options.threads, |range| {
        let (mut sum, mut found) = ([[0.0; LEVELS_MAX]; COMPARISONS_MAX], 0.0);
        for pair in &sample[range] {
            let same = probability(scorer.of_levels(pair.circles, &pair.levels) + pair.values);
            if same > 1e-6 {
                tally(&mut sum, &pair.levels, same);
                found += same;
            }
        }
        (sum, found)
    });
    let (mut sum, mut found) = ([[0.0; LEVELS_MAX]; COMPARISONS_MAX], 0.0);
    for (piece, count) in &pieces {
        add(&mut sum, piece);
        found += count;
    }
    (sum, found)
}

/// What different people of one circle share, by the weights so far.
fn learn_circles(weights: &mut Weights, table: &Table, homes: &[Seen], options: &Options) {
    let scorer = weights.scorer(table);
    let widths = table.plan.circles.len();
    let nothing = || vec![[[0.0; LEVELS_MAX]; COMPARISONS_MAX]; widths];
    let pieces = in_pieces(homes.len(), PIECE, options.threads, |range| {
        let mut sums = nothing();
        for pair in &homes[range] {
            let same = probability(scorer.of_levels(pair.circles, &pair.levels) + pair.values);
            for sum in &mut sums[..pair.circles] {
                tally(sum, &pair.levels, 1.0 - same);
            }
        }
        sums
    });
    let mut sums = nothing();
    for piece in &pieces {
        sums.iter_mut().zip(piece).for_each(|(sum, piece)| add(sum, piece));
    }
    for (place, field) in weights.fields.iter_mut().enumerate() {
        let mut around = field.u.clone();
        for (within, sum) in field.within.iter_mut().zip(&sums) {
            let known: f64 = sum[place].iter().sum();
            for (level, share) in within.iter_mut().enumerate() {
                *share = (sum[place][level] + BELIEF * around[level]) / (known + BELIEF);
            }
            around.clone_from(within);
        }
    }
}
