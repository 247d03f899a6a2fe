using System.ComponentModel;
using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>Saves and restores the state of actors of one class. Made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActorStateAccess
{
    private protected ActorStateAccess()
    {
    }

    internal abstract void Save(object actor, ref MessagePackWriter writer, MessagePackSerializerOptions options);

    internal abstract void Restore(object actor, ref MessagePackReader reader, MessagePackSerializerOptions options);
}
