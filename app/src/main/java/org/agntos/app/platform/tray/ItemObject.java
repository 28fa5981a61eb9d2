package org.agntos.app.platform.tray;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// The icon's object on the bus.
final class ItemObject implements StatusNotifierItem, ReadOnlyProperties {
    static final String PATH = "/StatusNotifierItem";

    private static final String PIXMAPS = "a(iiay)";

    private final Supplier<TrayView> view;
    private final Executor ui;

    ItemObject(Supplier<TrayView> view, Executor ui) {
        this.view = view;
        this.ui = ui;
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    static String status(TrayView view) {
        return view.isUrgent() ? "NeedsAttention" : "Active";
    }

    @Override
    public Map<String, Variant<?>> properties() {
        TrayView now = view.get();
        Map<String, Variant<?>> all = new LinkedHashMap<>();
        all.put("Category", new Variant<>("ApplicationStatus"));
        all.put("Id", new Variant<>("org.agntos.Assistant"));
        all.put("Title", new Variant<>(now.title()));
        all.put("Status", new Variant<>(status(now)));
        all.put("WindowId", new Variant<>(0));
        all.put("IconThemePath", new Variant<>(""));
        all.put("IconName", new Variant<>(now.iconName()));
        all.put("IconPixmap", new Variant<>(now.pictures(), PIXMAPS));
        all.put("OverlayIconName", new Variant<>(""));
        all.put("OverlayIconPixmap", new Variant<>(now.overlay(), PIXMAPS));
        all.put("AttentionIconName", new Variant<>(now.iconName()));
        all.put("AttentionIconPixmap", new Variant<>(now.pictures(), PIXMAPS));
        all.put("AttentionMovieName", new Variant<>(""));
        all.put(
                "ToolTip",
                new Variant<>(new ToolTip(now.iconName(), now.pictures(), now.title(), now.text()), "(sa(iiay)ss)"));
        all.put("ItemIsMenu", new Variant<>(false));
        all.put("Menu", new Variant<>(new DBusPath(MenuObject.PATH)));
        return all;
    }

    @Override
    public void Activate(int x, int y) {
        ui.execute(view.get().primary());
    }

    @Override
    public void SecondaryActivate(int x, int y) {
        ui.execute(view.get().primary());
    }

    @Override
    public void XAyatanaSecondaryActivate(UInt32 timestamp) {
        ui.execute(view.get().primary());
    }

    /// Panels that cannot show a menu themselves call this; the window has all that is in it.
    @Override
    public void ContextMenu(int x, int y) {
        ui.execute(view.get().primary());
    }

    @Override
    public void Scroll(int delta, String orientation) {}

    @Override
    public void ProvideXdgActivationToken(String token) {}
}
