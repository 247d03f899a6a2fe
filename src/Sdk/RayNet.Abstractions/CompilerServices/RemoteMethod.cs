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
    /// <param name="readValue">Makes a call whose arguments are values.</param>
    /// <param name="readReference">Makes a call whose arguments may be references; <see langword="null"/> where none can be.</param>
    public RemoteMethod(ulong id, string name, TaskOptions? options = null, CallFactory? readValue = null, CallFactory? readReference = null)
        : this(id, name, readValue, readReference) => Options = options;

    /// <summary>Describes a method or the creation of an actor.</summary>
    /// <param name="id">Identifies the method on the wire; unique in an application.</param>
    /// <param name="name">Type and method, for messages.</param>
    /// <param name="callOptions">The options of the attribute; what it does not set is <see langword="null"/>.</param>
    /// <param name="readValue">Makes a call whose arguments are values.</param>
    /// <param name="readReference">Makes a call whose arguments may be references; <see langword="null"/> where none can be.</param>
    /// <param name="createdClass">The class of the actor that the call creates; <see langword="null"/> for a method.</param>
    public RemoteMethod(ulong id, string name, CallOptions? callOptions, CallFactory? readValue = null, CallFactory? readReference = null, ActorClass? createdClass = null)
        : this(id, name, readValue, readReference)
    {
        CallOptions = callOptions;
        CreatedClass = createdClass;
    }

    private RemoteMethod(ulong id, string name, CallFactory? readValue, CallFactory? readReference)
    {
        Id = id;
        Name = name;
        ReadValue = readValue;
        ReadReference = readReference;
    }

    /// <summary>Identifies the method on the wire.</summary>
    public ulong Id { get; }

    /// <summary>Type and method, for messages.</summary>
    public string Name { get; }

    /// <summary>The options of a task's attribute.</summary>
    public TaskOptions? Options { get; }

    /// <summary>The options of an actor method's attribute.</summary>
    public CallOptions? CallOptions { get; }

    internal CallFactory? ReadValue { get; }

    internal CallFactory? ReadReference { get; }

    /// <summary>The class of the actor that the call creates.</summary>
    internal ActorClass? CreatedClass { get; }

    /// <summary>The runtime's compiled form of the method, and the runtime it belongs to.</summary>
    internal object? RuntimeCache;

    /// <inheritdoc />
    public override string ToString() => Name;
}
