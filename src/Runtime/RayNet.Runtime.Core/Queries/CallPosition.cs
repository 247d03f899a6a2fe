using System.Globalization;

namespace RayNet.Runtime.Queries;

/// <summary>How far a question about tasks has read: everything of earlier tables, and this table up to a place.</summary>
/// <param name="Section">What kind of table, in the order in which they are read.</param>
/// <param name="Number">Which table of the kind.</param>
/// <param name="Place">Where it goes on there.</param>
internal readonly record struct CallPosition(int Section, ulong Number, long Place)
{
    /// <summary>Whether a table was read to its end.</summary>
    internal bool IsBehind(CallTable table) => Section != table.Section ? Section > table.Section : Number > table.Number;

    internal bool IsIn(CallTable table) => Section == table.Section && Number == table.Number;

    /// <summary>Reads what <see cref="ToString"/> wrote; <see langword="null"/> for nothing.</summary>
    /// <exception cref="InvalidOptionException">It is something else.</exception>
    internal static CallPosition? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        string[] parts = text.Split('.');
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int section)
            && ulong.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number)
            && long.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long place)
            && place >= 0
            ? new CallPosition(section, number, place)
            : throw QueryChecks.Unknown(text);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Section}.{Number:x}.{Place:x}");
}
