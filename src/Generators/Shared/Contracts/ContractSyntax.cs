using System.Globalization;

namespace RayNet.Contracts;

/// <summary>How a line of a contracts file is written and read.</summary>
internal static class ContractSyntax
{
    private const string Reserved = "reserved ";

    private static readonly Dictionary<string, ContractKind> Kinds = new(StringComparer.Ordinal)
    {
        ["actor"] = ContractKind.Actor,
        ["constructor"] = ContractKind.Constructor,
        ["method"] = ContractKind.Method,
        ["state"] = ContractKind.State,
        ["task"] = ContractKind.Task,
        ["rpc"] = ContractKind.Rpc,
        ["type"] = ContractKind.Type,
        ["member"] = ContractKind.Member,
        ["case"] = ContractKind.Case,
        ["enum"] = ContractKind.Enum,
        ["value"] = ContractKind.Value,
    };

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Write(ContractEntry entry) => entry.Kind switch
    {
        ContractKind.Actor => $"actor {entry.Name} #{entry.Number}",
        ContractKind.Constructor => $"constructor {entry.Name}{entry.Detail} #{entry.Number}",
        ContractKind.Method => $"method {entry.Name}{entry.Detail} #{entry.Number}",
        ContractKind.State => $"state {entry.Owner} : {entry.Detail}",
        ContractKind.Task => $"task {entry.Name}{entry.Detail} #{entry.Number}",
        ContractKind.Rpc => $"rpc {entry.Name}{entry.Detail}",
        ContractKind.Type => $"type {entry.Owner} : {entry.Detail}",
        ContractKind.Member => $"member {entry.Owner} #{entry.Number} {entry.Name} : {entry.Detail}",
        ContractKind.Case => $"case {entry.Owner} #{entry.Number} {entry.Name}",
        ContractKind.Enum => $"enum {entry.Owner} : {entry.Detail}",
        _ => $"value {entry.Owner}.{entry.Name} = {entry.Number}",
    };

    /// <summary>The entry; <see langword="null"/> for a line that is none.</summary>
    internal static ContractEntry? Parse(string line)
    {
        bool isReserved = line.StartsWith(Reserved, StringComparison.Ordinal);
        string text = isReserved ? line.Substring(Reserved.Length) : line;
        int space = text.IndexOf(' ');
        if (space < 0 || !Kinds.TryGetValue(text.Substring(0, space), out ContractKind kind))
        {
            return null;
        }

        ContractEntry? entry = Parse(kind, text.Substring(space + 1));
        return isReserved
            ? entry is { Kind: ContractKind.Member or ContractKind.Case } ? entry with { IsReserved = true } : null
            : entry;
    }

    private static ContractEntry? Parse(ContractKind kind, string text) => kind switch
    {
        ContractKind.Actor => Split(text, " #") is var (name, number) && IsId(number) ? new ContractEntry(kind, name, name, number, string.Empty) : null,
        ContractKind.Rpc => ParseCall(kind, text, string.Empty),
        ContractKind.Constructor or ContractKind.Method or ContractKind.Task => Split(text, " #") is var (call, number) && IsId(number) ? ParseCall(kind, call, number) : null,
        ContractKind.State or ContractKind.Type or ContractKind.Enum => Split(text, " : ") is var (name, detail) ? new ContractEntry(kind, name, name, string.Empty, detail) : null,
        ContractKind.Value => Split(text, " = ") is var (name, number) && name.LastIndexOf('.') is > 0 and var dot && IsNumber(number)
            ? new ContractEntry(kind, name.Substring(0, dot), name.Substring(dot + 1), number, string.Empty)
            : null,
        _ => ParsePart(kind, text),
    };

    private static ContractEntry? ParseCall(ContractKind kind, string text, string number)
    {
        int open = text.IndexOf('(');
        if (open <= 0 || text.IndexOf(')') < open)
        {
            return null;
        }

        string name = text.Substring(0, open);
        int end = name.LastIndexOf(kind == ContractKind.Rpc ? '/' : '.');
        string owner = kind == ContractKind.Constructor || end < 0 ? name : name.Substring(0, end);
        return new ContractEntry(kind, owner, name, number, text.Substring(open));
    }

    private static ContractEntry? ParsePart(ContractKind kind, string text)
    {
        if (Split(text, " #") is not var (owner, rest) || Split(rest, " ") is not var (number, part) || !IsNumber(number))
        {
            return null;
        }

        if (kind == ContractKind.Case)
        {
            return new ContractEntry(kind, owner, part, number, string.Empty);
        }

        return Split(part, " : ") is var (name, type) ? new ContractEntry(kind, owner, name, number, type) : null;
    }

    private static (string Left, string Right)? Split(string text, string separator)
    {
        int at = text.IndexOf(separator, StringComparison.Ordinal);
        return at > 0 && at + separator.Length < text.Length ? (text.Substring(0, at), text.Substring(at + separator.Length)) : null;
    }

    private static bool IsNumber(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsId(string text) => text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
}
