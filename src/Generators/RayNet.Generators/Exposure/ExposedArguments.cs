using RayNet.Generators.Rpc;
using RayNet.Roslyn.Exposure;
using RayNet.Roslyn.Rpc;

namespace RayNet.Generators.Exposure;

/// <summary>What is sent for a call of an exposed method: the number of the stream, the name of the actor, the user's parameters.</summary>
internal static class ExposedArguments
{
    /// <summary>The field of a client that holds the name of the actor.</summary>
    internal const string ActorField = "this._actor";

    /// <summary>A client has one stream for each connection, so any number does.</summary>
    internal const string StreamNumber = "1";

    internal static Arguments Of(ExposedModel model, ExposedMethodModel method)
    {
        var parameters = new List<RpcParameterModel>(method.Parameters.Count + 2);
        if (method.IsStream)
        {
            parameters.Add(new RpcParameterModel(StreamNumber, "int", Default: null, "Int32", IsToken: false));
        }

        if (model.IsActor)
        {
            parameters.Add(new RpcParameterModel(ActorField, "string", Default: null, "String", IsToken: false));
        }

        return new Arguments(method.WithParameters(parameters.Concat(method.Parameters)), model.MethodsName);
    }

    /// <summary>An argument on the server, by its place among all.</summary>
    internal static string Item(Arguments arguments, int index) => arguments.Sent.Count == 1 ? "arguments" : "arguments." + Arguments.ItemName(index);
}
