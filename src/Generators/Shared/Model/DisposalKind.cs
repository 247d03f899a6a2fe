namespace RayNet.Roslyn.Model;

/// <summary>How the instance of an instance task is disposed after the call.</summary>
internal enum DisposalKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By IDisposable.</summary>
    Sync,

    /// <summary>By IAsyncDisposable.</summary>
    Async,
}
