using RayNet.CompilerServices;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Rpc;

namespace RayNet.Roslyn.Exposure;

/// <summary>A remote method that gateways serve.</summary>
/// <param name="Name">Its plain name, which is also its name on the wire.</param>
/// <param name="Descriptor">The generated class that holds its calls.</param>
/// <param name="DocumentationId">The documentation comment id of the user's method.</param>
/// <param name="Attributes">Attributes that generated methods repeat (obsolete, experimental), one on each line, or empty.</param>
/// <param name="IsStream">Whether it returns a stream.</param>
/// <param name="Result">The type of the result or of an item; <see langword="null"/> without one.</param>
/// <param name="Parameters">What callers send, without the name of an actor.</param>
/// <param name="IsValueResult">Whether the result is of a value type.</param>
/// <param name="IsValueArgument">Whether the only argument is of a value type.</param>
internal sealed record ExposedMethodModel(
    string Name,
    string Descriptor,
    string DocumentationId,
    string Attributes,
    bool IsStream,
    string? Result,
    EquatableArray<RpcParameterModel> Parameters,
    bool IsValueResult,
    bool IsValueArgument)
{
    /// <summary>The name as an identifier.</summary>
    internal string Identifier => Identifiers.Escape(Name);

    /// <summary>The method with other parameters, as the emitters of RPC interfaces take it.</summary>
    internal RpcMethodModel WithParameters(IEnumerable<RpcParameterModel> parameters) =>
        new(Identifier, Name, MethodHash.Of(Name), Result is null ? ReturnKind.Task : ReturnKind.TaskOfT, string.Empty, Result, parameters.ToEquatableArray());
}
