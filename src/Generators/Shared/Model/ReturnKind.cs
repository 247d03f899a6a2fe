namespace RayNet.Roslyn.Model;

/// <summary>How a remote method returns.</summary>
internal enum ReturnKind
{
    /// <summary>Nothing.</summary>
    Void,

    /// <summary>A value.</summary>
    Value,

    /// <summary>A task without a result.</summary>
    Task,

    /// <summary>A task with a result.</summary>
    TaskOfT,

    /// <summary>A value task without a result.</summary>
    ValueTask,

    /// <summary>A value task with a result.</summary>
    ValueTaskOfT,

    /// <summary>An asynchronous stream.</summary>
    Stream,
}
