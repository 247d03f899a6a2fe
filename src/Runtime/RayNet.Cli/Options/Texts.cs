using System.Globalization;
using System.Text.Json;
using RayNet.Cli.Views;

namespace RayNet.Cli.Options;

/// <summary>Values of options as they are typed: resources, labels, sizes, times.</summary>
internal static class Texts
{
    private static readonly Dictionary<string, string> s_resources = new(StringComparer.OrdinalIgnoreCase) { ["cpu"] = "CPU", ["gpu"] = "GPU", ["memory"] = "memory" };

    private static readonly (string Suffix, double Factor)[] s_sizes =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
        ("K", 1L << 10), ("M", 1L << 20), ("G", 1L << 30), ("T", 1L << 40), ("B", 1),
    ];

    private static readonly (string Suffix, Func<double, TimeSpan> Time)[] s_times =
    [
        ("ms", TimeSpan.FromMilliseconds), ("s", TimeSpan.FromSeconds), ("m", TimeSpan.FromMinutes), ("h", TimeSpan.FromHours),
    ];

    /// <summary><c>cpu=4,gpu=1,custom=2</c>, or a JSON object.</summary>
    internal static Dictionary<string, double> Resources(string text)
    {
        Dictionary<string, double> given = text.TrimStart().StartsWith('{') ? FromJson(text) : FromPairs(text);
        var resources = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string name, double quantity) in given)
        {
            if (!double.IsFinite(quantity) || quantity < 0)
            {
                throw new UsageException($"--resources: {name} is {quantity.ToString(CultureInfo.InvariantCulture)}; give a quantity from 0 upward.");
            }

            resources[s_resources.GetValueOrDefault(name, name)] = quantity;
        }

        return resources;
    }

    /// <summary><c>key=value</c> pairs of an option that may come several times, with commas between pairs where <paramref name="separated"/>.</summary>
    internal static Dictionary<string, string> Pairs(string option, IEnumerable<string> texts, bool separated)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in separated ? texts.SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : texts)
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new UsageException($"{option}: '{part}' is not key=value.");
            }

            pairs[part[..equals]] = part[(equals + 1)..];
        }

        return pairs;
    }

    /// <summary>Bytes: a number with or without KiB, MiB, GiB, KB, MB, GB.</summary>
    internal static long Size(string option, string text)
    {
        string trimmed = text.Trim();
        foreach ((string suffix, double factor) in s_sizes)
        {
            if (trimmed.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return ToSize(option, text, trimmed[..^suffix.Length], factor);
            }
        }

        return ToSize(option, text, trimmed, 1);
    }

    /// <summary>A time: a number of seconds, or one with ms, s, m or h.</summary>
    internal static TimeSpan Time(string option, string text)
    {
        string trimmed = text.Trim();
        (string suffix, Func<double, TimeSpan> time) = s_times.FirstOrDefault(unit => trimmed.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase), (string.Empty, TimeSpan.FromSeconds));
        return double.TryParse(trimmed.AsSpan(0, trimmed.Length - suffix.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number <= 1e6
            ? time(number)
            : throw new UsageException($"{option}: '{text}' is no time. Give seconds, or a number with ms, s, m or h.");
    }

    private static long ToSize(string option, string text, string number, double factor) =>
        double.TryParse(number.AsSpan().Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value * factor <= 1L << 60
            ? (long)(value * factor)
            : throw new UsageException($"{option}: '{text}' is no size. Give bytes, or a number with KiB, MiB, GiB, KB, MB or GB.");

    private static Dictionary<string, double> FromJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, CliJson.Default.DictionaryStringDouble) ?? [];
        }
        catch (JsonException exception)
        {
            throw new UsageException($"--resources: {text} is not a JSON object of numbers: {exception.Message}");
        }
    }

    private static Dictionary<string, double> FromPairs(string text)
    {
        var resources = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string name, string value) in Pairs("--resources", [text], separated: true))
        {
            resources[name] = s_resources.GetValueOrDefault(name) == "memory" ? Size("--resources", value)
                : double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double quantity) ? quantity
                : throw new UsageException($"--resources: {name} is '{value}', which is no quantity from 0 upward.");
        }

        return resources;
    }
}
