namespace RayNet.Runtime.Head.Commands;

/// <summary>A change of the head's state, with everything that it depends on: the time comes with it.</summary>
internal abstract record HeadCommand<TResult>
{
    /// <summary>When it was given. Set by the head.</summary>
    internal DateTime Time { get; init; }

    internal abstract TResult Run(Transition transition);
}
