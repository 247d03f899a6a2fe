namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A method of a receiver: a push or a question.</summary>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
internal abstract class HubCallback<TReceiver>(string name, int id)
{
    internal string Name { get; } = name;

    internal int Id { get; } = id;
}
