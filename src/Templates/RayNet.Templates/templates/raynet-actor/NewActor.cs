using RayNet;

namespace RayNetApp;

/// <summary>
/// An actor: an object that lives on the cluster and handles one call at a time.
/// <code>
/// ActorHandle&lt;NewActor&gt; actor = NewActor.CreateRemote(start: 10);
/// int value = await actor.Increment();
/// </code>
/// </summary>
[Actor]
public sealed class NewActor(int start = 0)
{
    private int _value = start;

    /// <summary>Adds to the value and returns it.</summary>
    public int Increment(int by = 1) => _value += by;

    /// <summary>Returns the value.</summary>
    public int Read() => _value;
}
