using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>Takes the calls that <see cref="CallerOrder"/> held back.</summary>
internal interface IStalledSink
{
    /// <summary>Where calls are noted that no queue holds.</summary>
    WaitingCalls Waiting { get; }

    /// <summary>Whether the calls run in another process.</summary>
    bool SendsCalls { get; }

    /// <summary>The call and all before it of the same caller are ready.</summary>
    void PostStalled(ObjectCell call);
}
