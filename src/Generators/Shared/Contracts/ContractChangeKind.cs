namespace RayNet.Contracts;

/// <summary>What a difference between two contracts means.</summary>
internal enum ContractChangeKind
{
    /// <summary>Calls of earlier builds fail.</summary>
    BreaksCalls,

    /// <summary>Values of earlier builds cannot be read, or mean something else.</summary>
    BreaksValues,

    /// <summary>Earlier builds do without it.</summary>
    Addition,

    /// <summary>The file says something about nothing.</summary>
    Obsolete,
}
