using System.Globalization;

namespace RayNet.Cli.Output;

/// <summary>Values as people read them.</summary>
internal static class Show
{
    private const string MemoryResource = "memory";
    private static readonly string[] s_units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    internal static string Bytes(double bytes)
    {
        int unit = 0;
        while (bytes >= 1024 && unit < s_units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.##} {s_units[unit]}");
    }

    internal static string Quantity(string resource, double quantity) =>
        resource == MemoryResource ? Bytes(quantity) : string.Create(CultureInfo.InvariantCulture, $"{quantity:0.####}");

    internal static string Resources(IReadOnlyDictionary<string, double> resources) =>
        resources.Count == 0 ? "-" : string.Join(", ", resources.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(static item => $"{item.Key} {Quantity(item.Key, item.Value)}"));

    /// <summary>Used of total, for each resource that a node has.</summary>
    internal static string Used(IReadOnlyDictionary<string, double> total, IReadOnlyDictionary<string, double> available) =>
        total.Count == 0 ? "-" : string.Join(", ", total.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(item =>
            $"{item.Key} {Quantity(item.Key, Math.Max(0, item.Value - available.GetValueOrDefault(item.Key)))}/{Quantity(item.Key, item.Value)}"));

    internal static string Time(DateTime? time) => time is { } there ? there.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "-";

    internal static string Text(string? text) => string.IsNullOrEmpty(text) ? "-" : text;

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
