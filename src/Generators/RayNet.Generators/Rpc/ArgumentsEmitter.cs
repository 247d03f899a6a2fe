using System.Globalization;
using RayNet.Roslyn;
using RayNet.Roslyn.Rpc;

namespace RayNet.Generators.Rpc;

/// <summary>Writes the struct for two or more arguments, and its codec: an array of the arguments.</summary>
internal static class ArgumentsEmitter
{
    internal static void Emit(SourceWriter writer, Arguments arguments)
    {
        if (arguments.Sent.Count < 2)
        {
            return;
        }

        string parameters = string.Join(", ", arguments.Sent.Select(static (parameter, index) => $"{parameter.Type} {Local(index)}"));
        writer.Open($"internal readonly struct {arguments.StructName}({parameters})");
        for (int i = 0; i < arguments.Sent.Count; i++)
        {
            writer.Line($"internal readonly {arguments.Sent[i].Type} {Arguments.ItemName(i)} = {Local(i)};");
        }

        writer.Close().Line();
        writer.Open($"private sealed class {arguments.CodecName} : {GeneratedFile.Services}RpcCodec<{arguments.StructName}>");
        EmitWrite(writer, arguments);
        writer.Line();
        EmitRead(writer, arguments);
        writer.Close().Line();
    }

    private static void EmitWrite(SourceWriter writer, Arguments arguments)
    {
        writer.Open($"public override void Write(ref global::MessagePack.MessagePackWriter writer, {arguments.StructName} value)");
        writer.Line($"writer.WriteArrayHeader({Number(arguments.Sent.Count)});");
        for (int i = 0; i < arguments.Sent.Count; i++)
        {
            writer.Line(arguments.Sent[i].Primitive is null
                ? $"{GeneratedFile.Services}RpcCodecs.Write<{arguments.Sent[i].Type}>(ref writer, value.{Arguments.ItemName(i)});"
                : $"writer.Write(value.{Arguments.ItemName(i)});");
        }

        writer.Close();
    }

    /// <summary>Arguments that are missing get the parameter's default value; more than there are parameters are ignored.</summary>
    private static void EmitRead(SourceWriter writer, Arguments arguments)
    {
        writer.Open($"public override {arguments.StructName} Read(ref global::MessagePack.MessagePackReader reader)");
        writer.Line("int count = reader.ReadArrayHeader();");
        for (int i = 0; i < arguments.Sent.Count; i++)
        {
            RpcParameterModel parameter = arguments.Sent[i];
            string value = parameter.Primitive switch
            {
                null => $"{GeneratedFile.Services}RpcCodecs.Read<{parameter.Type}>(ref reader)",
                "String" => "reader.ReadString()!",
                _ => $"reader.Read{parameter.Primitive}()",
            };
            writer.Line($"{parameter.Type} {Local(i)} = count > {Number(i)} ? {value} : {parameter.Default ?? "default!"};");
        }

        writer.Line($"return new {arguments.StructName}({string.Join(", ", arguments.Sent.Select(static (_, index) => Local(index)))});").Close();
    }

    private static string Local(int index) => "item" + Number(index + 1);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
