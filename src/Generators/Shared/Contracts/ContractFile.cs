namespace RayNet.Contracts;

/// <summary>A contracts file: what the builds before this one promised.</summary>
internal sealed class ContractFile
{
    internal const string Name = "RayNet.Contracts.txt";

    private const string Head = "# What running processes and stored values rely on. Written by the fixes of RN3001 to RN3004; review its changes as you review code.";

    private ContractFile(List<ContractEntry> entries, List<(int Line, string Text)> unreadable, Dictionary<string, int> lines)
    {
        Entries = entries;
        Unreadable = unreadable;
        Lines = lines;
    }

    internal IReadOnlyList<ContractEntry> Entries { get; }

    /// <summary>Lines that say nothing, such as those that a merge left.</summary>
    internal IReadOnlyList<(int Line, string Text)> Unreadable { get; }

    /// <summary>Where each text stands, counted from 0.</summary>
    internal IReadOnlyDictionary<string, int> Lines { get; }

    internal static ContractFile Parse(string text)
    {
        var entries = new List<ContractEntry>();
        var unreadable = new List<(int, string)>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        int number = -1;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (lines.ContainsKey(line) || ContractSyntax.Parse(line) is not { } entry || entry.Text != line)
            {
                unreadable.Add((number, line));
            }
            else
            {
                lines.Add(line, number);
                entries.Add(entry);
            }
        }

        return new ContractFile(entries, unreadable, lines);
    }

    internal static string Write(IEnumerable<ContractEntry> entries) => Write(entries.OrderBy(static entry => entry, ContractOrder.Instance).Select(static entry => entry.Text));

    /// <summary>The text without some lines and with others. Comments of the user stay at the top.</summary>
    internal static string Change(string text, IEnumerable<string> removed, IEnumerable<string> added)
    {
        var gone = new HashSet<string>(removed, StringComparer.Ordinal);
        ContractFile file = Parse(text);
        IEnumerable<ContractEntry> entries = file.Entries
            .Where(entry => !gone.Contains(entry.Text))
            .Concat(added.Select(ContractSyntax.Parse).OfType<ContractEntry>())
            .Distinct()
            .OrderBy(static entry => entry, ContractOrder.Instance);
        IEnumerable<string> comments = text.Split('\n').Select(static line => line.Trim().TrimStart('\uFEFF')).Where(static line => line.Length > 0 && line[0] == '#' && line != Head);
        IEnumerable<string> unreadable = file.Unreadable.Select(static line => line.Text).Where(line => !gone.Contains(line));
        return Write(comments.Concat(entries.Select(static entry => entry.Text)).Concat(unreadable));
    }

    private static string Write(IEnumerable<string> lines) => string.Join("\n", new[] { Head }.Concat(lines)) + "\n";
}
