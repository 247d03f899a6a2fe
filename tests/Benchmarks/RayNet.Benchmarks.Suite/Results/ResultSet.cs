namespace RayNet.Benchmarks.Suite.Results;

/// <summary>What all rounds gave: of each metric the median of its rounds, and the widest range.</summary>
internal sealed class ResultSet
{
    private readonly Dictionary<(string Peer, string Metric, double? X), List<Measurement>> _rounds = [];
    private readonly List<(string Peer, string Metric, double? X)> _order = [];

    internal IEnumerable<Measurement> All => _order.Select(Merge);

    internal void Add(Measurement measurement)
    {
        (string Peer, string Metric, double? X) key = (measurement.Peer, measurement.Metric, measurement.X);
        if (!_rounds.TryGetValue(key, out List<Measurement>? rounds))
        {
            _rounds.Add(key, rounds = []);
            _order.Add(key);
        }

        rounds.Add(measurement);
    }

    internal Measurement? Find(string peer, string metric) => _rounds.ContainsKey((peer, metric, null)) ? Merge((peer, metric, null)) : null;

    /// <summary>A curve, by its x.</summary>
    internal IReadOnlyList<Measurement> Curve(string peer, string metric) =>
        [.. _order.Where(key => key.Peer == peer && key.Metric == metric && key.X is not null).Select(Merge).OrderBy(static point => point.X)];

    private Measurement Merge((string Peer, string Metric, double? X) key)
    {
        List<Measurement> rounds = _rounds[key];
        return rounds[0] with
        {
            Value = Median.Of(rounds.Select(static round => round.Value)),
            Min = rounds.Min(static round => round.Min),
            Max = rounds.Max(static round => round.Max),
            Runs = rounds.Sum(static round => round.Runs),
        };
    }
}
