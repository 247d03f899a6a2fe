using System.ComponentModel;
using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>Saves and restores state of type <typeparamref name="TState"/>.</summary>
/// <typeparam name="TState">The type of the state.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActorStateAccess<TState> : ActorStateAccess
{
    internal override void Save(object actor, ref MessagePackWriter writer, MessagePackSerializerOptions options) =>
        RayFormatterResolver.Get<TState>().Serialize(ref writer, ((IActorState<TState>)actor).SaveState(), options);

    internal override void Restore(object actor, ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        ((IActorState<TState>)actor).RestoreState(RayFormatterResolver.Get<TState>().Deserialize(ref reader, options));
}
