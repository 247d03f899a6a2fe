using System.Globalization;
using RayNet.Benchmarks.Suite.Results;
using RayNet.Benchmarks.Suite.Targets;

namespace RayNet.Benchmarks.Suite.Pages;

/// <summary>How numbers are written.</summary>
internal static class Figures
{
    /// <summary>Three digits, and a unit that they fit.</summary>
    internal static string Of(Measurement measured) => Of(measured.Value, measured.Unit);

    internal static string Of(double value, string unit)
    {
        (string digits, string prefix) = Scale(value);
        return unit == "x" ? Digits(value) : prefix.Length > 0 && unit.Contains('/') ? $"{digits} {prefix}{unit[unit.IndexOf('/')..]}" : $"{digits}{(prefix.Length > 0 ? " " + prefix : string.Empty)} {unit}";
    }

    internal static string Range(Measurement measured) => $"{Digits(measured.Min)}-{Digits(measured.Max)}";

    private static string Digits(double value)
    {
        (string digits, string prefix) = Scale(value);
        return prefix.Length > 0 ? $"{digits} {prefix}" : digits;
    }

    private static (string Digits, string Prefix) Scale(double value)
    {
        (double scaled, string prefix) = Math.Abs(value) switch
        {
            >= 1e6 => (value / 1e6, "M"),
            >= 1e4 => (value / 1e3, "k"),
            _ => (value, string.Empty),
        };
        return (scaled.ToString(Math.Abs(scaled) switch { >= 100 => "0", >= 10 => "0.#", >= 1 => "0.##", _ => "0.###" }, CultureInfo.InvariantCulture), prefix);
    }

    internal static string Limit(Verdict verdict) =>
        $"{(verdict.Target.IsAtMost ? "≤" : "≥")} {Of(verdict.Target.Factor, verdict.Other is null ? verdict.Own.Unit : "x")}";
}
