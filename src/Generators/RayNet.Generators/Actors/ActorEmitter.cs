using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Generators.Calls;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;

namespace RayNet.Generators.Actors;

/// <summary>Writes the file of an actor class.</summary>
internal static class ActorEmitter
{
    private const string Pair = "global::System.Collections.Generic.KeyValuePair<string, int>";

    internal static string Emit(ActorModel actor)
    {
        HostModel host = actor.Host;
        SourceWriter writer = GeneratedFile.BeginExtensions(host);
        CallSite creation = CallSite.Creation(host.FullName);
        CallSite method = CallSite.ActorMethod(Names.Free(actor.Methods.SelectMany(static candidate => candidate.Call.Parameters).Select(static parameter => parameter.Name), "handle", "actorHandle"));
        EmitStatics(writer, actor, creation);
        EmitMethods(writer, actor, method);
        EmitClass(writer, actor);

        var constructors = new CallClassEmitter(writer, creation, host.ExtensionsFullName);
        foreach (CallModel constructor in actor.Constructors)
        {
            constructors.Emit(constructor, CallTarget.Constructor(host.FullName));
        }

        var methods = new CallClassEmitter(writer, method, host.ExtensionsFullName);
        foreach (ActorMethodModel candidate in actor.Methods)
        {
            methods.Emit(candidate.Call, CallTarget.Actor(candidate.Receiver, candidate.Call.Name));
        }

        return GeneratedFile.EndExtensions(writer, host);
    }

    private static void EmitStatics(SourceWriter writer, ActorModel actor, CallSite site)
    {
        HostModel host = actor.Host;
        writer.Open($"extension({host.FullName})");
        var entryPoints = new EntryPointEmitter(writer, site, host.ExtensionsFullName);
        foreach (CallModel constructor in actor.Constructors)
        {
            entryPoints.Emit(constructor, isOverloaded: actor.Constructors.Count > 1);
        }

        writer.Line("/// <summary>Finds a living actor of the class by name.</summary>");
        writer.Line("/// <param name=\"name\">The name that it was created with.</param>");
        writer.Line("/// <param name=\"actorNamespace\">Its namespace; the client's by default.</param>");
        writer.Line($"{(host.IsPublic ? "public" : "internal")} static global::RayNet.ActorHandle<{host.FullName}> GetRemote(string name, string? actorNamespace = null)");
        writer.Line($"    => global::RayNet.Ray.GetActor<{host.FullName}>(name, actorNamespace);");
        writer.Close().Line();
    }

    private static void EmitMethods(SourceWriter writer, ActorModel actor, CallSite site)
    {
        if (actor.Methods.IsEmpty)
        {
            return;
        }

        writer.Line($"/// <param name=\"{site.Receiver}\">The actor.</param>");
        writer.Open($"extension(global::RayNet.ActorHandle<{actor.Host.FullName}> {site.Receiver})");
        var entryPoints = new EntryPointEmitter(writer, site, actor.Host.ExtensionsFullName);
        foreach (ActorMethodModel method in actor.Methods)
        {
            entryPoints.Emit(method.Call, method.IsOverloaded);
        }

        writer.Close().Line();
    }

    private static void EmitClass(SourceWriter writer, ActorModel actor)
    {
        string type = $"{GeneratedFile.Services}ActorClass<{actor.Host.FullName}>";
        string groups = string.Concat(actor.Groups.Select(static group =>
            $", new {Pair}({SymbolDisplay.FormatLiteral(group.Name, quote: true)}, {group.MaxConcurrency.ToString(CultureInfo.InvariantCulture)})"));
        string state = actor.State is null ? string.Empty : $" {{ State = new {GeneratedFile.Services}ActorStateAccess<{actor.State}>() }}";
        writer.Line($"internal static readonly {type} Class = new {type}(");
        writer.Line($"    0x{actor.Id.ToString("x16", CultureInfo.InvariantCulture)}UL, \"{actor.Name}\", {actor.Options ?? "null"}{groups}){state};");
        writer.Line();
    }
}
