//! Logistic regression for the learners: full-batch gradient descent with momentum, without randomness.

/// Minimises weighted log loss with an L2 penalty on the weights of standardised features; the weights
/// returned are those of the features as they are.
///
/// A row holds its features, the first of which is 1 and goes without penalty, its label, 0 or 1, and its importance.
pub fn descend(rows: &[(Vec<f64>, f64, f64)], n: usize, penalty: f64) -> Vec<f64> {
    const ROUNDS: usize = 1500;
    const RATE: f64 = 0.5;
    const MOMENTUM: f64 = 0.9;
    let total: f64 = rows.iter().map(|r| r.2).sum();
    let mean = |of: &dyn Fn(&[f64]) -> f64| rows.iter().map(|r| r.2 * of(&r.0)).sum::<f64>() / total;
    let means: Vec<f64> = (0..n).map(|k| if k == 0 { 0.0 } else { mean(&|v| v[k]) }).collect();
    let spread = |k: usize| if k == 0 { 1.0 } else { mean(&|v| (v[k] - means[k]).powi(2)).sqrt().max(1e-9) };
    let spreads: Vec<f64> = (0..n).map(spread).collect();
    let standard = |v: &[f64]| (0..n).map(|k| (v[k] - means[k]) / spreads[k]).collect::<Vec<f64>>();
    let rows: Vec<(Vec<f64>, f64, f64)> = rows.iter().map(|r| (standard(&r.0), r.1, r.2)).collect();
    let (mut weights, mut speed) = (vec![0.0; n], vec![0.0; n]);
    for _ in 0..ROUNDS {
        let mut gradient = vec![0.0; n];
        for (values, label, importance) in &rows {
            let z: f64 = values.iter().zip(&weights).map(|(v, w)| v * w).sum();
            let error = ((1.0 / (1.0 + (-z).exp())) - label) * importance / total;
            gradient.iter_mut().zip(values).for_each(|(g, v)| *g += error * v);
        }
        for k in 0..n {
            let pull = if k == 0 { 0.0 } else { penalty * weights[k] };
            speed[k] = MOMENTUM * speed[k] - RATE * (gradient[k] + pull);
            weights[k] += speed[k];
        }
    }
    weights.iter_mut().zip(&spreads).for_each(|(w, s)| *w /= s);
    weights[0] -= (1..n).map(|k| weights[k] * means[k]).sum::<f64>();
    weights
}
