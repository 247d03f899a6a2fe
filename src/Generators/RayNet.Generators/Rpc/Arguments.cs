using System.Globalization;
using RayNet.Roslyn.Rpc;

namespace RayNet.Generators.Rpc;

/// <summary>The arguments of a method as one value: nothing, the only one itself, or a generated struct.</summary>
/// <param name="method">The method.</param>
/// <param name="owner">The class that holds the method's descriptor.</param>
internal readonly struct Arguments(RpcMethodModel method, string owner)
{
    internal const string Unit = GeneratedFile.Services + "Unit";

    internal List<RpcParameterModel> Sent { get; } = [.. method.Parameters.Where(static parameter => !parameter.IsToken)];

    internal string StructName => $"{method.Name.TrimStart('@')}Arguments";

    internal string CodecName => $"{method.Name.TrimStart('@')}Codec";

    internal string Type => Sent.Count switch
    {
        0 => Unit,
        1 => Sent[0].Type,
        _ => $"{owner}.{StructName}",
    };

    internal string Codec => Sent.Count switch
    {
        0 => $"{GeneratedFile.Services}RpcCodecs.Nil",
        1 => CodecOf(Sent[0].Type),
        _ => $"new {CodecName}()",
    };

    /// <summary>The value, where the parameters are in scope.</summary>
    internal string Pack => Sent.Count switch
    {
        0 => "default",
        1 => Sent[0].Name,
        _ => $"new {owner}.{StructName}({string.Join(", ", Sent.Select(static parameter => parameter.Name))})",
    };

    internal static string CodecOf(string? type) =>
        type is null ? $"{GeneratedFile.Services}RpcCodecs.Nil" : $"{GeneratedFile.Services}RpcCodecs.Of<{type}>()";

    internal static string ItemName(int index) => "Item" + (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The list of arguments for a call of the method, from a value <c>arguments</c> and a token <c>cancellation</c>.</summary>
    internal string Unpack()
    {
        int index = 0;
        bool isStruct = Sent.Count > 1;
        return string.Join(", ", method.Parameters.Select(parameter => parameter.IsToken ? "cancellation" : isStruct ? "arguments." + ItemName(index++) : "arguments"));
    }
}
