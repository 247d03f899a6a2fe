using RayNet.Roslyn;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Rpc;

namespace RayNet.Generators.Rpc;

/// <summary>Writes the methods of clients and of proxies: each hands its arguments on.</summary>
internal static class ClientEmitter
{
    /// <summary>Writes the methods.</summary>
    /// <param name="writer">The body of the class.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="owner">The class that holds the descriptors.</param>
    /// <param name="call">What is called for an answer.</param>
    /// <param name="send">What is called when none is waited for.</param>
    internal static void Emit(SourceWriter writer, EquatableArray<RpcMethodModel> methods, string owner, string call, string send)
    {
        foreach (RpcMethodModel method in methods)
        {
            var arguments = new Arguments(method, owner);
            string parameters = string.Join(", ", method.Parameters.Select(static parameter => $"{parameter.Type} {parameter.Name}{(parameter.Default is null ? string.Empty : " = " + parameter.Default)}"));
            string token = method.Parameters.FirstOrDefault(static parameter => parameter.IsToken)?.Name ?? "default";
            string descriptor = $"{owner}.{method.Name}";
            string invocation = $"this.{call}({descriptor}, {arguments.Pack}, {token})";
            writer.Line($"public {method.ReturnType} {method.Name}({parameters}) =>");
            writer.Line("    " + method.Return switch
            {
                ReturnKind.Void => $"this.{send}({descriptor}, {arguments.Pack});",
                ReturnKind.ValueTask => $"{GeneratedFile.Services}RpcResults.WithoutValue({invocation});",
                ReturnKind.Task or ReturnKind.TaskOfT => $"{invocation}.AsTask();",
                _ => $"{invocation};",
            }).Line();
        }
    }

    /// <summary>A call of an implementation as a value task with a value.</summary>
    internal static string Call(RpcMethodModel method, string target, string arguments)
    {
        string call = $"{target}.{method.Name}({arguments})";
        return method.Return switch
        {
            ReturnKind.Void => $"{{ {call}; return default; }}",
            ReturnKind.Task or ReturnKind.ValueTask => $"{GeneratedFile.Services}RpcResults.WithValue({call})",
            ReturnKind.TaskOfT => $"new global::System.Threading.Tasks.ValueTask<{method.Result}>({call})",
            _ => call,
        };
    }
}
