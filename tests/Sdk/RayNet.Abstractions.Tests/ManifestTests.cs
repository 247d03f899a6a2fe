using System.Reflection;
using RayNet.Abstractions.Tests.Remote;
using RayNet.Abstractions.Tests.Transfer;
using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests;

/// <summary>What the manifest of a library with remote code knows.</summary>
public sealed class ManifestTests
{
    private static readonly RemoteManifest Manifest = Find();

    [Fact]
    public void Every_method_is_found_by_its_id_and_leads_to_its_manifest()
    {
        Assert.NotEqual(0, Manifest.MethodIds.Length);
        foreach (ulong id in Manifest.MethodIds)
        {
            Assert.Equal(id, RemoteRegistry.FindMethod(id)!.Id);
            Assert.Same(Manifest, RemoteRegistry.FindManifestOf(id));
        }

        Assert.Null(RemoteRegistry.FindManifestOf(1));
    }

    [Fact]
    public void Every_method_makes_calls_and_those_that_take_references_make_two_kinds()
    {
        foreach (ulong id in Manifest.MethodIds)
        {
            RemoteMethod method = Manifest.FindMethod(id)!;
            Assert.NotNull(method.ReadValue);
            Assert.Equal(method.Name is "Tasks.Nothing" or "Tasks.Same" or "Tasks.Handle" or "Tasks.Touch", method.ReadReference is null && method.CreatedClass is null);
        }
    }

    [Fact]
    public void Creations_lead_to_their_class_and_other_calls_to_none()
    {
        ActorClass actorClass = RemoteRegistry.FindActorClass(Assert.Single(Manifest.ActorClassIds.ToArray()))!;

        Assert.Same(actorClass, CallZoo.All["a creation"]().Method!.CreatedClass);
        Assert.Same(actorClass, CallZoo.All["a creation with references"]().Method!.CreatedClass);
        Assert.Null(CallZoo.All["an actor's method"]().Method!.CreatedClass);
        Assert.Null(CallZoo.All["values"]().Method!.CreatedClass);
        Assert.Null(RemoteRegistry.FindActorClass(1));
        Assert.IsType<ActorHandle<Counter>>(actorClass.CreateHandle(new RecordingEndpoint(), lifetime: null));
    }

    [Fact]
    public void Every_result_and_item_of_a_stream_has_a_formatter()
    {
        Type[] results = [.. typeof(Tasks).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(ObjectCell))).SelectMany(Results).Distinct()];

        Assert.Contains(typeof(Unit), results);
        Assert.Contains(typeof((Item, int)), results);
        Assert.All(results, AssertHasFormatter);
    }

    [Fact]
    public void Elements_of_a_split_result_and_what_references_refer_to_have_formatters() =>
        Assert.All([typeof(Item), typeof(OnlyReferred), typeof(Parcel), typeof(List<int>)], AssertHasFormatter);

    [Fact]
    public void A_type_without_traits_is_refused_each_time_by_its_name()
    {
        for (int i = 0; i < 2; i++)
        {
            RaySerializationException error = Assert.Throws<RaySerializationException>(RayFormatterResolver.Get<ManifestTests>);
            Assert.Contains(nameof(ManifestTests), error.Message, StringComparison.Ordinal);
        }
    }

    private static RemoteManifest Find()
    {
        foreach (RemoteManifest manifest in RemoteRegistry.Manifests)
        {
            if (manifest.AssemblyName == typeof(Tasks).Assembly.GetName().Name)
            {
                return manifest;
            }
        }

        throw new InvalidOperationException("The library has no manifest.");
    }

    private static IEnumerable<Type> Results(Type call)
    {
        for (Type? type = call.BaseType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType)
            {
                yield return type.GetGenericArguments()[0];
            }
        }
    }

    private static void AssertHasFormatter(Type type) => typeof(RayFormatterResolver)
        .GetMethod(nameof(RayFormatterResolver.Get), BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(type)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
}
