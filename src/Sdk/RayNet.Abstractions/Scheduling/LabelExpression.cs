namespace RayNet;

/// <summary>Reads conditions on labels as they are written in attributes and options. Compiled into the generator, too, so that both read the same.</summary>
internal static class LabelExpression
{
    internal const string Allowed = "\"key=value\", \"key=!value\", \"key=in(a,b)\" or \"key=!in(a,b)\"";

    private static readonly char[] Reserved = ['(', ')', ',', '!'];

    internal static bool TryParse(string? text, out string key, out bool isNegated, out string[] values)
    {
        int equals = text is null ? -1 : text.IndexOf('=');
        key = equals > 0 ? text!.Substring(0, equals).Trim() : string.Empty;
        isNegated = false;
        values = [];
        if (key.Length == 0)
        {
            return false;
        }

        string value = text!.Substring(equals + 1).Trim();
        if (value.Length > 0 && value[0] == '!')
        {
            isNegated = true;
            value = value.Substring(1).TrimStart();
        }

        values = value.StartsWith("in(", StringComparison.Ordinal) && value[value.Length - 1] == ')'
            ? [.. value.Substring(3, value.Length - 4).Split(',').Select(static item => item.Trim())]
            : [value];
        return values.All(static item => item.Length > 0 && item.IndexOfAny(Reserved) < 0);
    }
}
