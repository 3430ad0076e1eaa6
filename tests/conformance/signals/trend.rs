//! Trends, lines and forecasts against pymannkendall 1.4.3, `scipy` 1.17.1 and statsmodels 0.15.0, and
//! forecasts against what came.

use std::collections::BTreeMap;

use serde_json::Value;
use signals::forecast::{Drift, Holt, State};
use signals::{Line, MannKendall, Scale, Side, Tempo, Trend, forecast, seasonal_slope};

use crate::data;

/// Counts comparisons, each of which has to agree to 1e-9, absolutely or of the value.
#[derive(Default)]
struct Compared(usize);

impl Compared {
    fn close(&mut self, what: &str, ours: f64, theirs: &Value) {
        let theirs = theirs.as_f64().unwrap_or_else(|| panic!("{what}: {theirs}"));
        assert!((ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0), "{what}: {ours} {theirs}");
        self.0 += 1;
    }

    /// Where the reference has none, neither have we.
    fn maybe(&mut self, what: &str, ours: Option<f64>, theirs: &Value) {
        match ours {
            Some(ours) => self.close(what, ours, theirs),
            None => assert!(theirs.is_null(), "{what}: none, {theirs}"),
        }
    }

    fn kendall(&mut self, what: &str, ours: &MannKendall, theirs: &Value) {
        self.close(what, ours.s, &theirs["s"]);
        self.close(what, ours.variance, &theirs["var_s"]);
        self.close(what, ours.tau, &theirs["Tau"]);
        self.maybe(what, ours.z(), &theirs["z"]);
        self.maybe(what, ours.p(), &theirs["p"]);
        let word = match ours.direction() {
            Some(Side::High) => "increasing",
            Some(Side::Low) => "decreasing",
            None => "no trend",
        };
        assert_eq!(word, theirs["trend"], "{what}");
    }

    fn holt(&mut self, what: &str, values: &[f64], theirs: &Value) {
        let number = |key: &str| theirs[key].as_f64().unwrap();
        let holt = Holt { alpha: number("alpha"), beta: number("beta_star"), phi: number("phi") };
        let mut state = State { level: number("initial_level"), trend: number("initial_trend") };
        let mut squares = 0.0;
        for (at, value) in values.iter().enumerate() {
            let expected = holt.expects(state);
            self.close(what, expected, &theirs["fitted"][at]);
            squares += (value - expected).powi(2);
            state = holt.learns(state, *value);
        }
        self.close(what, squares, &theirs["sse"]);
        for (theirs, ours) in theirs["forecast"].as_array().unwrap().iter().zip(holt.ahead(state)) {
            self.close(what, ours, theirs);
        }
    }
}

#[test]
fn trends_lines_and_forecasts_are_those_of_the_references() {
    let all = data::json("signals/trend/trend_expected.json");
    let mut compared = Compared::default();
    let series = all["series"].as_array().unwrap();
    for entry in series {
        let (id, expected) = (entry["id"].as_str().unwrap(), &entry["expected"]);
        let values: Vec<f64> = entry["y"].as_array().unwrap().iter().map(|y| y.as_f64().unwrap()).collect();
        let horizon = entry["h"].as_u64().unwrap() as usize;
        let n = values.len();

        let trend = Trend::of(&values).unwrap();
        compared.kendall(id, &trend.test, &expected["mann_kendall"]);
        compared.close(id, trend.slope.slope, &expected["mann_kendall"]["slope"]);
        if let Some(hamed_rao) = expected.get("mann_kendall_hamed_rao") {
            compared.kendall(id, &trend.autocorrelated, hamed_rao);
        }
        if let Some(seasonal) = expected.get("mann_kendall_seasonal12") {
            compared.kendall(id, &MannKendall::seasonal(&values, 12).unwrap(), seasonal);
            compared.maybe(id, seasonal_slope(&values, 12), &seasonal["slope"]);
        }
        let sen = &expected["theil_sen"];
        compared.close(id, trend.slope.slope, &sen["slope"]);
        compared.close(id, trend.slope.intercept, &sen["intercept"]);
        compared.close(id, trend.slope.low95, &sen["slope_lo95"]);
        compared.close(id, trend.slope.high95, &sen["slope_hi95"]);

        let (line, ols) = (Line::of(&values).unwrap(), &expected["ols"]);
        compared.close(id, line.intercept, &ols["intercept"]);
        compared.close(id, line.slope, &ols["slope"]);
        compared.maybe(id, line.r_squared, &ols["r2"]);
        compared.maybe(id, line.slope_p(), &ols["p_slope"]);
        // It stores no error of the slope where the line leaves nothing over.
        compared.maybe(id, line.r_squared.map(|_| line.slope_error()), &ols["stderr_slope"]);
        compared.close(id, line.residual, &ols["resid_se"]);
        for probability in ["0.8", "0.95"] {
            for step in 0..horizon {
                let (value, low, high) = line.predict((n + step) as f64, probability.parse().unwrap());
                let theirs = &ols["forecast"][probability];
                compared.close(id, value, &theirs["mean"][step]);
                compared.close(id, low, &theirs["lower"][step]);
                compared.close(id, high, &theirs["upper"][step]);
            }
        }

        let (drift, theirs) = (Drift::of(&values).unwrap(), &expected["drift"]);
        compared.close(id, drift.slope, &theirs["drift"]);
        compared.close(id, drift.spread, &theirs["resid_se"]);
        for step in 0..horizon {
            let ((value, error), (low80, high80), (low95, high95)) =
                (drift.ahead(step + 1), drift.range(step + 1, 0.8), drift.range(step + 1, 0.95));
            for (ours, key) in [value, error, low80, high80, low95, high95]
                .into_iter()
                .zip(["mean", "se", "lower80", "upper80", "lower95", "upper95"])
            {
                compared.close(id, ours, &theirs[key][step]);
            }
        }
        compared.holt(id, &values, &expected["holt_fixed"]);
        compared.holt(id, &values, &expected["holt_damped_fixed"]);
    }
    println!(
        "figure: signals: {} values of trends, lines and forecasts of {} series equal to 1e-9",
        compared.0,
        series.len()
    );
}

/// What a set of forecasts was worth: errors as multiples of the mean step before, and how often the ranges
/// held what came.
#[derive(Default)]
struct Backtest {
    scaled: Vec<f64>,
    chosen: BTreeMap<&'static str, usize>,
    steps: f64,
    held80: f64,
    held95: f64,
}

impl Backtest {
    fn forecast(&mut self, values: &[f64], held_out: usize, scale: Scale, tempo: Tempo) {
        let (before, came) = values.split_at(values.len() - held_out);
        let forecast = forecast(before, scale, tempo).unwrap();
        let mean_step =
            before.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>() / (before.len() - 1) as f64;
        if mean_step == 0.0 {
            return;
        }
        let mut errors = 0.0;
        for (ahead, came) in forecast.ahead.iter().zip(came) {
            errors += (ahead.value - came).abs();
            self.held80 += f64::from(u8::from((ahead.low80..=ahead.high80).contains(came)));
            self.held95 += f64::from(u8::from((ahead.low95..=ahead.high95).contains(came)));
            self.steps += 1.0;
        }
        self.scaled.push(errors / forecast.ahead.len() as f64 / mean_step);
        *self.chosen.entry(forecast.method.as_str()).or_default() += 1;
    }

    fn report(mut self, what: &str) -> (f64, f64, f64) {
        self.scaled.sort_by(f64::total_cmp);
        let median = self.scaled[self.scaled.len() / 2];
        let (held80, held95) = (100.0 * self.held80 / self.steps, 100.0 * self.held95 / self.steps);
        println!(
            "figure: signals: {what}: {} series, median scaled error {median:.2}, ranges held {held80:.0} and {held95:.0} %, {:?}",
            self.scaled.len(),
            self.chosen
        );
        (median, held80, held95)
    }
}

#[test]
fn ranges_hold_what_came() {
    let mut trusts: BTreeMap<String, Vec<(String, f64)>> = BTreeMap::new();
    for row in data::text("indicators/nhs/ae_attendances.csv").lines().skip(1) {
        let cells: Vec<&str> = row.split(',').map(|cell| cell.trim_matches('"')).collect();
        if cells[2] == "1" {
            let [attendances, breaches]: [f64; 2] = [3, 4].map(|at: usize| cells[at].parse().unwrap());
            let share = (attendances - breaches) / attendances;
            trusts.entry(cells[1].to_owned()).or_default().push((cells[0].to_owned(), share));
        }
    }
    let mut months = Backtest::default();
    for series in trusts.values_mut().filter(|series| series.len() == 36) {
        series.sort_by(|a, b| a.0.cmp(&b.0));
        let values: Vec<f64> = series.iter().map(|(_, share)| *share).collect();
        months.forecast(&values, 6, Scale::Share(1.0), Tempo::Monthly);
    }
    let (median, held80, held95) = months.report("30 months of emergency departments, 6 ahead");
    assert!(median < 1.5 && held80 > 75.0 && held95 > 90.0);
}
