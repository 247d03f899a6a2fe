using System.Globalization;

namespace RayNet.Roslyn.Parsing;

/// <summary>Quantities of resources as attributes give them.</summary>
internal static class Resources
{
    internal const string Quantity = "0 or more, in steps of 0.0001";

    private static readonly string[] Reserved = ["CPU", "GPU", "memory"];

    internal static bool IsQuantity(double value)
    {
        if (!(value >= 0d) || value > 1e12)
        {
            return false;
        }

        decimal steps = (decimal)value * 10_000m;
        return steps == decimal.Truncate(steps);
    }

    /// <summary>Reads "name=quantity"; on failure says what is allowed.</summary>
    internal static bool TryParse(string? text, out string name, out double quantity, out string allowed)
    {
        int equals = text?.IndexOf('=') ?? -1;
        name = equals > 0 ? text!.Substring(0, equals).Trim() : string.Empty;
        quantity = 0d;
        allowed = "\"name=quantity\", such as \"licenses=1\"";
        if (name.Length == 0)
        {
            return false;
        }

        if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            allowed = "a name other than CPU, GPU and memory, which have options of their own";
            return false;
        }

        allowed = "a quantity of " + Quantity;
        return double.TryParse(text!.Substring(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out quantity) && IsQuantity(quantity);
    }
}
