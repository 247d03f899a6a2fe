using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Roslyn;

namespace RayNet.Generators.Manifest;

/// <summary>Writes the manifest of an assembly. Nothing in it runs for each method or type at start-up.</summary>
internal static class ManifestEmitter
{
    internal const string HintName = "RayNet.Manifest.g.cs";

    internal static string Emit(ManifestModel manifest)
    {
        string name = ClassName(manifest.Assembly.Name);
        SourceWriter writer = GeneratedFile.Begin();
        writer.Open("namespace RayNet.Generated").Line(GeneratedFile.Attributes);
        writer.Open($"internal sealed class {name} : {GeneratedFile.Services}RemoteManifest");
        writer.Line($"public override string AssemblyName => {SymbolDisplay.FormatLiteral(manifest.Assembly.Name, quote: true)};").Line();
        EmitDescriptors(writer, manifest.Methods, "MethodIds", "RemoteMethod", "FindMethod");
        if (!manifest.ActorClasses.IsEmpty)
        {
            EmitDescriptors(writer, manifest.ActorClasses, "ActorClassIds", "ActorClass", "FindActorClass");
        }

        EmitTypes(writer, manifest);
        if (manifest.Assembly.HasRuntime)
        {
            writer.Line($"public override {GeneratedFile.Services}RayRuntimeFactory CreateRuntimeFactory() => new global::RayNet.Runtime.Embedded.EmbeddedClusterFactory();").Line();
        }

        if (manifest.Startup is { } startup)
        {
            writer.Line($"public override global::RayNet.IRayStartup CreateStartup() => new {startup}();").Line();
        }

        if (!manifest.Exposed.IsEmpty)
        {
            writer.Line($"public override {GeneratedFile.Services}ExposedService[] CreateExposedServices() => new {GeneratedFile.Services}ExposedService[]").Open();
            foreach (string service in manifest.Exposed)
            {
                writer.Line($"new {service}(),");
            }

            writer.Close(";").Line();
        }

        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Line($"internal static void Register() => {GeneratedFile.Services}RemoteRegistry.Add(new {name}());");
        return writer.Close().Close().ToString();
    }

    private static void EmitDescriptors(SourceWriter writer, EquatableArray<ManifestEntry> entries, string ids, string type, string find)
    {
        writer.Line($"public override global::System.ReadOnlySpan<ulong> {ids} => new ulong[]").Open();
        foreach (ManifestEntry entry in entries)
        {
            writer.Line($"{Id(entry.Id)},");
        }

        writer.Close(";").Line();
        new LookupEmitter(writer, $"{GeneratedFile.Services}{type}", find, "ulong id").Emit(entries.Count, index => Id(entries[index].Id), index => entries[index].Descriptor);
    }

    private static void EmitTypes(SourceWriter writer, ManifestModel manifest)
    {
        const string Index = "global::System.Collections.Generic.Dictionary<global::System.Type, int>";
        if (manifest.Types.IsEmpty)
        {
            writer.Line($"public override {GeneratedFile.Services}ValueTraits? FindTraits(global::System.Type type) => null;").Line();
            return;
        }

        writer.Line($"public override {GeneratedFile.Services}ValueTraits? FindTraits(global::System.Type type)");
        writer.Line("    => FindTraits(TypeIndex.Of.TryGetValue(type, out int index) ? index : -1);").Line();
        new LookupEmitter(writer, $"{GeneratedFile.Services}ValueTraits", "FindTraits", "int index") { IsHelper = true }.Emit(manifest.Types.Count, Number, index => $"new {manifest.Types[index].Traits}()");

        // In a class of its own, so that it is built when the first type is looked up.
        writer.Open("private static class TypeIndex").Line($"internal static readonly {Index} Of = new {Index}({Number(manifest.Types.Count)})").Open();
        for (int i = 0; i < manifest.Types.Count; i++)
        {
            writer.Line($"[typeof({manifest.Types[i].Type})] = {Number(i)},");
        }

        writer.Close(";").Close().Line();
    }

    private static string ClassName(string assemblyName)
    {
        var name = new StringBuilder("ManifestOf");
        foreach (char character in assemblyName)
        {
            name.Append(SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_');
        }

        return name.Append('_').Append(StableHash.Short(assemblyName)).ToString();
    }

    private static string Id(ulong id) => $"0x{id.ToString("x16", CultureInfo.InvariantCulture)}UL";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
