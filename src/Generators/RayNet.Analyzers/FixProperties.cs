namespace RayNet.Analyzers;

/// <summary>Properties of a diagnostic that tell its code fix what to write.</summary>
internal static class FixProperties
{
    /// <summary>The literal that an option may have instead.</summary>
    internal const string Nearest = "Nearest";

    /// <summary>The actor options lack a name.</summary>
    internal const string NeedsName = "NeedsName";

    /// <summary>The member path from the parameter or result to the member that cannot travel.</summary>
    internal const string Path = "Path";

    /// <summary>A concurrency group that no attribute declares.</summary>
    internal const string Group = "Group";

    /// <summary>An await may stand where the code blocks.</summary>
    internal const string CanAwait = "CanAwait";

    /// <summary>The parameter that holds a token.</summary>
    internal const string Token = "Token";

    /// <summary>Lines that acceptance takes out of the contracts file.</summary>
    internal const string Removed = "Removed";

    /// <summary>Lines that acceptance puts into the contracts file.</summary>
    internal const string Added = "Added";
}
