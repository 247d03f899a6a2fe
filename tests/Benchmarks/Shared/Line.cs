using System.Text;
using System.Text.Json;

namespace RayNet.Benchmarks;

/// <summary>A measurement as one JSON object on one line, as the peers' harness writes them.</summary>
/// <param name="Peer">Who was measured.</param>
/// <param name="Metric">What, by the name in Ray's microbenchmark where it has one.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Values">A value for each repetition; the median counts.</param>
internal sealed record Line(string Peer, string Metric, string Unit, double[] Values)
{
    /// <summary>Where the value stands on a plot's axis.</summary>
    internal double? X { get; init; }

    /// <summary>The target that the value is judged by, where it needs no other peer.</summary>
    internal Bound Bound { get; init; }

    /// <summary>More numbers, by name.</summary>
    internal IReadOnlyDictionary<string, double> More { get; init; } = new Dictionary<string, double>();

    /// <returns>Whether the median meets the target.</returns>
    internal bool Print()
    {
        double[] sorted = [.. Values.Order()];
        double median = sorted[sorted.Length / 2];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("peer", Peer);
            json.WriteString("metric", Metric);
            Write(json, "x", X);
            Write(json, "value", median);
            json.WriteString("unit", Unit);
            Write(json, "min", sorted[0]);
            Write(json, "max", sorted[^1]);
            json.WriteNumber("runs", sorted.Length);
            Write(json, "at_most", Bound.AtMost);
            Write(json, "at_least", Bound.AtLeast);
            foreach ((string name, double value) in More)
            {
                Write(json, name, value);
            }

            json.WriteEndObject();
        }

        Console.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
        return Bound.IsMetBy(median);
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, double.IsFinite(number) ? Math.Round((decimal)number, 4) : 0);
        }
    }
}
