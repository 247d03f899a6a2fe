using RayNet.Generators.Calls;
using RayNet.Roslyn.Exposure;
using RayNet.Roslyn.Rpc;

namespace RayNet.Generators.Exposure;

/// <summary>The parameters of a method in a MagicOnion interface: the number of a stream and the name of the actor are parameters like others.</summary>
internal sealed class MagicOnionSignature
{
    internal MagicOnionSignature(ExposedModel model, ExposedMethodModel method)
    {
        string[] taken = [.. method.Parameters.Select(static parameter => parameter.Name.TrimStart('@'))];
        Stream = Names.Free(taken, "stream", "streamNumber");
        Actor = Names.Free(taken, "actor", "actorName");
        var prefix = new List<RpcParameterModel>();
        if (method.IsStream)
        {
            prefix.Add(new RpcParameterModel(Stream, "int", Default: null, Primitive: null, IsToken: false));
        }

        if (model.IsActor)
        {
            prefix.Add(new RpcParameterModel(Actor, "string", Default: null, Primitive: null, IsToken: false));
        }

        All = [.. prefix, .. method.Parameters];
        IsValueRequest = All.Count != 1 || (prefix.Count == 0 ? method.IsValueArgument : method.IsStream);
    }

    internal string Stream { get; }

    internal string Actor { get; }

    internal List<RpcParameterModel> All { get; }

    /// <summary>Whether what is sent is of a value type: nil, several arguments, or one.</summary>
    internal bool IsValueRequest { get; }

    internal string Declaration => string.Join(", ", All.Select(static parameter => $"{parameter.Type} {parameter.Name}{(parameter.Default is null ? string.Empty : " = " + parameter.Default)}"));

    internal string RequestType => All.Count switch
    {
        0 => "global::MessagePack.Nil",
        1 => All[0].Type,
        _ => $"global::MagicOnion.DynamicArgumentTuple<{string.Join(", ", All.Select(static parameter => parameter.Type))}>",
    };

    internal string Request => All.Count switch
    {
        0 => "global::MessagePack.Nil.Default",
        1 => All[0].Name,
        _ => $"new {RequestType}({string.Join(", ", All.Select(static parameter => parameter.Name))})",
    };
}
