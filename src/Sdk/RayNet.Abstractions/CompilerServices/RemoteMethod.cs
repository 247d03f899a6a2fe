using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>What is known of a remote method at compile time. One instance for each method, made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RemoteMethod
{
    /// <summary>Describes a task.</summary>
    /// <param name="id">Identifies the method on the wire; unique in an application.</param>
    /// <param name="name">Type and method, for messages.</param>
    /// <param name="options">The options of the attribute; what it does not set is <see langword="null"/>.</param>
    public RemoteMethod(ulong id, string name, TaskOptions? options = null)
    {
        Id = id;
        Name = name;
        Options = options;
    }

    /// <summary>Describes a method of an actor.</summary>
    /// <param name="id">Identifies the method on the wire; unique in an application.</param>
    /// <param name="name">Type and method, for messages.</param>
    /// <param name="callOptions">The options of the attribute; what it does not set is <see langword="null"/>.</param>
    public RemoteMethod(ulong id, string name, CallOptions? callOptions)
    {
        Id = id;
        Name = name;
        CallOptions = callOptions;
    }

    /// <summary>Identifies the method on the wire.</summary>
    public ulong Id { get; }

    /// <summary>Type and method, for messages.</summary>
    public string Name { get; }

    /// <summary>The options of a task's attribute.</summary>
    public TaskOptions? Options { get; }

    /// <summary>The options of an actor method's attribute.</summary>
    public CallOptions? CallOptions { get; }

    /// <summary>The runtime's compiled form of the method, and the runtime it belongs to.</summary>
    internal object? RuntimeCache;

    /// <inheritdoc />
    public override string ToString() => Name;
}
