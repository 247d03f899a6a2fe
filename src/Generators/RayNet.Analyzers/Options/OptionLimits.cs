using System.Globalization;

namespace RayNet.Analyzers.Options;

/// <summary>The limits of options by name: an option has the same name and limit wherever it appears.</summary>
internal static class OptionLimits
{
    /// <summary>Quantities are fixed-point numbers of four decimals, so that sums of them are exact.</summary>
    private const int Decimals = 4;

    private const double StepsPerUnit = 10_000;

    /// <summary>Far above the error of a literal such as 0.3 times <see cref="StepsPerUnit"/>, far below one step; the runtime allows the same.</summary>
    private const double Rounding = 1e-6;

    /// <summary>The error of large products, which grows with them.</summary>
    private const double RelativeRounding = 1e-12;

    internal static readonly OptionLimit Quantity = new(
        static value => value is IConvertible && IsQuantity(ToDouble(value)),
        "0 or more, in steps of 0.0001",
        static value => NearestQuantity(ToDouble(value)));

    private static readonly OptionLimit NotNegative = AtLeast(0, "0 or more");

    private static readonly OptionLimit OneOrMore = AtLeast(1, "1 or more");

    private static readonly OptionLimit Repeats = AtLeast(-1, "0 or more, or -1 for no limit");

    private static readonly OptionLimit Text = new(static value => value is not string text || text.Trim().Length > 0, "a name, or leave it out");

    private static readonly OptionLimit Pending = new(
        static value => ToDouble(value) is -1 or >= 1,
        "1 or more, or -1 for no limit",
        static _ => "-1");

    internal static OptionLimit? Find(string option) => option switch
    {
        "NumCpus" or "NumGpus" => Quantity,
        "Memory" or "StreamBufferSize" => NotNegative,
        "MaxRetries" or "MaxRestarts" or "MaxTaskRetries" => Repeats,
        "MaxPendingCalls" or "MaxPendingTasks" => Pending,
        "MaxConcurrency" => OneOrMore,
        "Name" or "Namespace" or "ConcurrencyGroup" => Text,
        _ => null,
    };

    internal static bool IsReservedResource(string name) =>
        name.Equals("CPU", StringComparison.OrdinalIgnoreCase)
        || name.Equals("GPU", StringComparison.OrdinalIgnoreCase)
        || name.Equals("memory", StringComparison.OrdinalIgnoreCase);

    internal static string Display(object? value) => value switch
    {
        null => "null",
        string text => "\"" + text + "\"",
        double and > -1e9 and < 1e9 => ((decimal)(double)value).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static OptionLimit AtLeast(long least, string allowed) => new(
        value => ToDouble(value) >= least,
        allowed,
        _ => least.ToString(CultureInfo.InvariantCulture));

    private static bool IsQuantity(double value) =>
        value >= 0
        && !double.IsInfinity(value)
        && Math.Abs((value * StepsPerUnit) - Math.Round(value * StepsPerUnit)) <= Math.Max(Rounding, value * StepsPerUnit * RelativeRounding);

    private static string NearestQuantity(double value) =>
        double.IsNaN(value) || double.IsInfinity(value) || value < 0
            ? "0"
            : Math.Round(value, Decimals).ToString("0.####", CultureInfo.InvariantCulture);

    private static double ToDouble(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
