using System.Globalization;

namespace RayNet.Runtime.Control;

/// <summary>Ids as text, and back: the origin in hexadecimal digits, a dash, the sequence number.</summary>
internal static class IdText
{
    /// <summary>A process in sixteen hexadecimal digits; empty for none.</summary>
    internal static string OfProcess(ulong process) => process == 0 ? string.Empty : process.ToString("x16", CultureInfo.InvariantCulture);

    internal static bool TryParse(ReadOnlySpan<char> text, out ulong origin, out ulong sequence)
    {
        origin = sequence = 0;
        int dash = text.IndexOf('-');
        return dash > 0
            && ulong.TryParse(text[..dash], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out origin)
            && ulong.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }
}
