namespace RayNet.Architecture.Tests;

/// <summary>Assertions that list every violation; those of xunit shorten collections.</summary>
internal static class Rules
{
    public static void AssertNone(IEnumerable<string?> violations)
    {
        string[] all = [.. violations.Select(violation => violation ?? string.Empty)];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
