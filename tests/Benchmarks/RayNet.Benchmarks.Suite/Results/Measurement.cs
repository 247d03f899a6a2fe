using System.Text.Json;
using System.Text.Json.Serialization;

namespace RayNet.Benchmarks.Suite.Results;

/// <summary>A line of a benchmark's output.</summary>
internal sealed record Measurement(
    [property: JsonPropertyName("peer")] string Peer,
    [property: JsonPropertyName("metric")] string Metric,
    [property: JsonPropertyName("value")] double Value,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("min")] double Min,
    [property: JsonPropertyName("max")] double Max)
{
    /// <summary>Where the value stands on a plot's axis.</summary>
    [JsonPropertyName("x")]
    public double? X { get; init; }

    /// <summary>The repetitions; 0 where the peer could not do it.</summary>
    [JsonPropertyName("runs")]
    public int Runs { get; init; } = 1;

    /// <summary>The target of the value itself.</summary>
    [JsonPropertyName("at_most")]
    public double? AtMost { get; init; }

    /// <summary>The target of the value itself.</summary>
    [JsonPropertyName("at_least")]
    public double? AtLeast { get; init; }

    /// <summary>Reads a line; whatever else a program prints is nothing.</summary>
    internal static Measurement? Read(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Measurement>(line) is { Runs: > 0, Peer: not null, Metric: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
